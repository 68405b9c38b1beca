import { expect, test } from 'vitest';
import { buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

// Over two examples a dimension that is m ± d has the variance d².
const spread = (deviations: readonly number[], middle = 0) =>
  float(
    [2, deviations.length],
    [-1, 1].flatMap((side) => deviations.map((d) => middle + side * d)),
  );

test.each([
  [[1, 0.5, 0.11], {}, 3],
  [[1, 0.09, 0], {}, 1],
  [[0.2, 0.09, 0.3], { threshold: 0.05 }, 1],
  [[0, 0, 0], { threshold: 0 }, 0],
])('deviations %j with %j', async (deviations, dials, active) => {
  const { numbers } = await lookOnBoard('active-units', { mean: spread(deviations) }, dials);
  expect(numbers).toEqual({ active, of: 3 });
});

test('a large mean does not hide a small variance, nor make one', async () => {
  const { numbers } = await lookOnBoard('active-units', { mean: spread([0.125, 0.0625], 1000) });
  expect(numbers).toEqual({ active: 1, of: 2 });
});

test('counts every place of a map, and takes whole numbers', async () => {
  const { numbers } = await lookOnBoard('active-units', {
    mean: int([2, 1, 2, 2], [0, 0, 0, 0, 1, 0, 1, 5]),
  });
  expect(numbers).toEqual({ active: 3, of: 4 });
});

test('a single number is refused', () => {
  expect(() => buildOnBoard('active-units', { mean: typed([]) })).toThrow(/'mean' needs a batch/);
});
