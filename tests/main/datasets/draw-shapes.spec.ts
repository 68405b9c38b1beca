import { describe, expect, test } from 'vitest';
import { drawShapes, type DrawnShape } from '../../../main/datasets/draw-shapes.ts';

const SIDE = 32;
const shape = (form: DrawnShape['form'], more: Partial<DrawnShape> = {}): DrawnShape => ({
  form,
  x: 16,
  y: 16,
  radius: 6,
  colour: [1, 0.5, 0],
  ...more,
});
function draw(...shapes: DrawnShape[]): Float32Array {
  const picture = new Float32Array(SIDE * SIDE * 3);
  drawShapes(shapes, SIDE, picture);
  return picture;
}
const channel = (picture: Float32Array, which: number) => picture.filter((_, i) => i % 3 === which);
const sum = (numbers: Float32Array) => numbers.reduce((all, one) => all + one, 0);
const pixel = (picture: Float32Array, x: number, y: number) =>
  Array.from(picture.subarray((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3));

describe('shapes', () => {
  test.each([
    ['circle', Math.PI * 36],
    ['square', Math.PI * 36],
    ['triangle', Math.sqrt(3) * (1.12 * 6) ** 2],
  ] as const)('a %s has its area, wherever it lies between the pixels', (form, area) => {
    for (const [x, y] of [
      [16, 16],
      [15.3, 16.8],
    ] as const)
      expect(sum(channel(draw(shape(form, { x, y })), 0)) / area).toBeCloseTo(1, 1.5);
  });

  test('take half a pixel where their edge goes through its middle', () => {
    // The square's edge lies at x = 16.5 + 10: the middle of pixel 26.
    const square = draw(shape('square', { x: 16.5, radius: 10 / (Math.sqrt(Math.PI) / 2) }));
    expect(pixel(square, 26, 16)).toEqual([0.5, 0.25, 0]);
    expect(pixel(square, 25, 16)).toEqual([1, 0.5, 0]);
    expect(pixel(square, 27, 16)).toEqual([0, 0, 0]);
  });

  test('lie over those before them', () => {
    const picture = draw(shape('square'), shape('circle', { radius: 3, colour: [0, 0, 1] }));
    expect(pixel(picture, 16, 16)).toEqual([0, 0, 1]);
    expect(pixel(picture, 12, 12)).toEqual([1, 0.5, 0]);
  });

  test('end at the edge of the picture', () => {
    const picture = draw(shape('circle', { x: 0, y: 0 }));
    expect(sum(channel(picture, 0)) / (Math.PI * 9)).toBeCloseTo(1, 1.5);
  });

  test('a triangle points up, and a square has corners where a circle has none', () => {
    const triangle = draw(shape('triangle'));
    const rows = Array.from({ length: SIDE }, (_, y) =>
      sum(channel(triangle, 0).subarray(y * SIDE, (y + 1) * SIDE)),
    );
    expect(rows[12]!).toBeLessThan(rows[20]!);
    expect(pixel(draw(shape('square')), 11, 11)[0]).toBe(1);
    expect(pixel(draw(shape('circle')), 11, 11)[0]).toBeLessThan(0.5);
  });
});
