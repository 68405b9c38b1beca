import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameAt, pickFrames, pointsAt, stripsOf } from '../../../renderer/views/frames.ts';

test('frames are picked evenly, the first and the last among them', () => {
  expect(pickFrames(5, 12)).toEqual([0, 1, 2, 3, 4]);
  expect(pickFrames(51, 6)).toEqual([0, 10, 20, 30, 40, 50]);
  expect(pickFrames(10, 1)).toEqual([9]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2, max: 20 }), (count, most) => {
      const picked = pickFrames(count, most);
      expect(picked).toHaveLength(Math.min(count, most));
      expect([picked[0], picked.at(-1)]).toEqual([0, count - 1]);
      expect(new Set(picked).size).toBe(picked.length);
    }),
  );
});

test('strips: of each sample its frames, below them its guesses', () => {
  // Two samples of three frames of one pixel: tens are the sample, ones the frame; guesses are negative.
  const film = (sign: number) => ({
    shape: [2, 3, 1, 1, 1],
    data: Float32Array.of(10, 11, 12, 20, 21, 22).map((x) => sign * x),
  });
  const strips = stripsOf(film(1), film(-1), 2, [0, 2]);
  expect(strips.shape).toEqual([8, 1, 1, 1]);
  expect([...strips.data]).toEqual([10, 12, -10, -12, 20, 22, -20, -22]);
  expect([...stripsOf(film(1), undefined, 1, [1]).data]).toEqual([11]);
  const bytes = stripsOf({ shape: [1, 1, 1, 1, 1], data: Uint8Array.of(200) }, undefined, 1, [0]);
  expect(bytes.data).toEqual(Uint8Array.of(200));
});

test('points of one frame', () => {
  const way = { shape: [2, 3, 2], data: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) };
  expect(pointsAt(way, 0)).toEqual({ shape: [2, 2], data: Float32Array.of(0, 1, 6, 7) });
  expect(pointsAt(way, 2)).toEqual({ shape: [2, 2], data: Float32Array.of(4, 5, 10, 11) });
});

test('a share of the way is a frame', () => {
  expect([0, 0.49, 0.5, 1, 1.2].map((share) => frameAt(share, 3))).toEqual([0, 1, 1, 2, 2]);
  expect(frameAt(0.7, 1)).toBe(0);
});
