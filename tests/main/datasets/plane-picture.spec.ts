import { expect, test } from 'vitest';
import { planePicture } from '../../../main/datasets/plane-picture.ts';

const white = [255, 255, 255] as const;
const pixel = ({ data, width }: ReturnType<typeof planePicture>, x: number, y: number) =>
  Array.from(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3));
const PAPER = [16, 18, 22];

test('a point stands at its place, y upwards, and shines through where others are', () => {
  const cloud = { points: [-1, 1, -1, 1, 5, 0], colour: white };
  const picture = planePicture(2, 8, [cloud]);
  expect(picture).toMatchObject({ width: 8, height: 8, channels: 3 });
  // A quarter from the left and from the top, two by two pixels; twice over, so nearer to white.
  const [once, twice] = [planePicture(2, 8, [{ ...cloud, points: [-1, 1] }]), picture];
  expect(pixel(once, 2, 2)).toEqual([159, 160, 162]);
  expect(pixel(once, 3, 3)).toEqual([159, 160, 162]);
  expect(pixel(twice, 2, 2)[0]).toBeGreaterThan(159);
  for (const [x, y] of [
    [1, 2],
    [4, 2],
    [2, 1],
    [7, 4],
    [0, 0],
  ] as const)
    expect(pixel(twice, x, y)).toEqual(PAPER);
});

test('the ground is coloured cell by cell from the top left, and cut at the ends of its range', () => {
  const ground = { values: [0, 1, 2, -5], columns: 2, range: [0, 1], colour: white } as const;
  const picture = planePicture(1, 4, [], ground);
  expect(pixel(picture, 0, 0)).toEqual(PAPER);
  expect(pixel(picture, 3, 0)).toEqual([255, 255, 255]);
  expect(pixel(picture, 0, 3)).toEqual([255, 255, 255]);
  expect(pixel(picture, 3, 3)).toEqual(PAPER);
  const nothing = planePicture(1, 2, [], { ...ground, values: [NaN], columns: 1, range: [3, 3] });
  expect(pixel(nothing, 1, 1)).toEqual(PAPER);
});
