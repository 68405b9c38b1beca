import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLOUR_MAP } from '../../../renderer/views/colour-map.ts';
import { cellAt, fieldPixels, longestOf, quiver, rangeOf } from '../../../renderer/views/field.ts';

const measured = (shape: number[], data: number[]) => ({ shape, data: Float32Array.from(data) });

describe('a coloured plane', () => {
  test('takes the ends of the map for the ends of the range, and leaves out what is not a number', () => {
    const pixels = fieldPixels(measured([1, 3], [-1, NaN, 7]), [-1, 7]);
    expect([...pixels.subarray(0, 4)]).toEqual([...COLOUR_MAP.subarray(0, 3), 255]);
    expect([...pixels.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    expect([...pixels.subarray(8, 12)]).toEqual([...COLOUR_MAP.subarray(765), 255]);
  });

  test('its range is that of its finite numbers', () => {
    expect(rangeOf(measured([4], [3, -2, NaN, Infinity]))).toEqual([-2, 3]);
    expect(rangeOf(measured([1], [NaN]))).toEqual([0, 1]);
  });

  test('the top row of cells lies at the top of the plane', () => {
    const shape = [2, 2];
    expect(cellAt(shape, 3, -1, 1)).toBe(0);
    expect(cellAt(shape, 3, 1, 1)).toBe(1);
    expect(cellAt(shape, 3, -1, -1)).toBe(2);
    expect(cellAt(shape, 3, 2.9, -2.9)).toBe(3);
    expect(cellAt(shape, 3, 3.1, 0)).toBeNull();
    expect(cellAt(shape, 3, 0, 3.1)).toBeNull();
  });
});

describe('arrows', () => {
  test('stand at the middles of their cells and point where their vectors do', () => {
    const arrows = quiver(measured([2, 2, 2], [1, 0, 0, 1, -1, 0, 0, -1]), 2, 10);
    expect(arrows.map(({ x, y }) => [x, y])).toEqual([
      [-1, 1],
      [1, 1],
      [-1, -1],
      [1, -1],
    ]);
    // Cells are 2 wide. All vectors are equally long, so that each arrow is nearly as long as a cell.
    for (const [i, [dx, dy]] of [
      [1.84, 0],
      [0, 1.84],
      [-1.84, 0],
      [0, -1.84],
    ].entries()) {
      expect(arrows[i]!.dx).toBeCloseTo(dx!, 9);
      expect(arrows[i]!.dy).toBeCloseTo(dy!, 9);
    }
  });

  test('a vector of a quarter of the length has half the arrow', () => {
    const row = Array.from({ length: 40 }, (_, i) => [i === 0 ? 0.25 : 1, 0]).flat();
    const arrows = quiver(measured([1, 40, 2], row), 20, 99);
    expect(arrows[0]!.dx).toBeCloseTo(0.46, 9);
    expect(arrows[1]!.dx).toBeCloseTo(0.92, 9);
  });

  test('a few that are very long do not make dots of all others', () => {
    const row = Array.from({ length: 20 }, (_, i) => [i === 7 ? 900 : 3, 0]).flat();
    expect(longestOf(Float32Array.from(row))).toBe(3);
    for (const { dx } of quiver(measured([1, 20, 2], row), 10, 99)) expect(dx).toBeCloseTo(0.92, 9);
    expect(longestOf(Float32Array.of(NaN, 1))).toBe(0);
  });

  test('are thinned evenly, and the picture stays centred', () => {
    const size = 9;
    const data = Array.from({ length: size * size }, () => [1, 0]).flat();
    const arrows = quiver(measured([size, size, 2], data), 9, 3);
    expect(arrows).toHaveLength(9);
    const mean = (of: 'x' | 'y') => arrows.reduce((sum, arrow) => sum + arrow[of], 0) / arrows.length;
    expect(mean('x')).toBeCloseTo(0, 6);
    expect(mean('y')).toBeCloseTo(0, 6);
    expect(arrows[0]!.dx).toBeCloseTo(0.92 * 6, 6);
  });

  test('none is longer than the way to the next one, whatever the vectors', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noDefaultInfinity: true }), { minLength: 18, maxLength: 18 }),
        fc.integer({ min: 1, max: 5 }),
        (data, across) => {
          const stride = Math.max(1, Math.ceil(3 / across));
          for (const { dx, dy } of quiver(measured([3, 3, 2], data), 3, across)) {
            expect(Number.isFinite(dx) && Number.isFinite(dy)).toBe(true);
            expect(Math.hypot(dx, dy)).toBeLessThan(2 * stride * 1.0001);
          }
        },
      ),
    );
  });
});
