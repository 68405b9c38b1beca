import { describe, expect, test } from 'vitest';
import { buildOnBoard, computeOnBoard, float, typed } from '../build-on-board.ts';

const maskOf = async (shape: readonly number[], dials: Record<string, string | number[]>) => {
  const like = float(shape, new Float32Array(shape.reduce((a, b) => a * b)));
  const { mask } = (await computeOnBoard('region-mask', { like }, dials)).outputs;
  return { shape: mask!.shape, rows: [...mask!.data] };
};

describe('a region', () => {
  test('of a picture has its height and width, one mask for all examples and channels', async () => {
    const { shape, rows } = await maskOf([2, 2, 4, 3], { region: 'left half' });
    expect(shape).toEqual([1, 2, 4, 1]);
    expect(rows).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
  });

  test('of a row of latents has all numbers of each place of their map', async () => {
    const { shape, rows } = await maskOf([2, 12], { region: 'lower half', map: [2, 2] });
    expect(shape).toEqual([1, 12]);
    expect(rows).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
  });

  test.each([
    ['left half', 'right half'],
    ['upper half', 'lower half'],
  ])('%s and %s are all of it together, and no place is in both', async (one, other) => {
    const [first, second] = [
      await maskOf([2, 5, 5, 1], { region: one }),
      await maskOf([2, 5, 5, 1], { region: other }),
    ];
    expect(first.rows.map((value, i) => value + second.rows[i]!)).toEqual(
      Array.from({ length: 25 }, () => 1),
    );
  });

  test('in the middle is a quarter of a map of four by four', async () => {
    const { rows } = await maskOf([2, 16], { region: 'middle' });
    expect(rows).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
  });

  test('is what somebody drew, on every number of a place, and nothing where nobody did', async () => {
    const dials = { region: 'drawn', map: [2, 2] };
    expect((await maskOf([2, 8], { ...dials, drawn: [0, 1, 1, 0] })).rows).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
    expect((await maskOf([2, 8], dials)).rows).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(() => buildOnBoard('region-mask', { like: typed([2, 8]) }, { ...dials, drawn: [1, 0] })).toThrow(
      'has 2 places, and the map has 2 × 2',
    );
  });

  test('is refused of what has no places', () => {
    expect(() => buildOnBoard('region-mask', { like: typed([2, 90]) })).toThrow('a map of 4 × 4 places');
    expect(() => buildOnBoard('region-mask', { like: typed([2, 4, 4]) })).toThrow('it was given [2, 4, 4]');
  });
});
