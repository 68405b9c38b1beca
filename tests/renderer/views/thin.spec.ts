import { expect, test } from 'vitest';
import { thin } from '../../../renderer/views/thin.ts';

const curve = (values: readonly number[]) => ({ steps: values.map((_, i) => i), values });

test('few points stay as they are, with one beyond either end', () => {
  const short = curve([5, 4, 3, 2, 1, 0]);
  expect(thin(short, 0, 5, 10)).toEqual(short);
  expect(thin(short, 2, 3, 10)).toEqual({ steps: [1, 2, 3], values: [4, 3, 2] });
  expect(thin(short, 2.5, 3.5, 10)).toEqual({ steps: [2, 3, 4], values: [3, 2, 1] });
});

test('of many the first, least, largest and last of each part stay: no peak is lost', () => {
  const values = Array.from({ length: 200_000 }, (_, i) => Math.sin(i / 5000));
  values[123_456] = 100;
  values[54_321] = -100;
  const thinned = thin(curve(values), 0, values.length, 400);
  expect(thinned.steps.length).toBeLessThanOrEqual(1600);
  expect(thinned.values).toContain(100);
  expect(thinned.values).toContain(-100);
  expect(thinned.steps[0]).toBe(0);
  expect(thinned.steps.at(-1)).toBe(199_999);
  expect(thinned.steps.every((step, i) => i === 0 || step > thinned.steps[i - 1]!)).toBe(true);
});

test('what is not finite hides no peak beside it', () => {
  const values = Array.from({ length: 100 }, (_, i) => (i === 0 ? Number.NaN : i === 50 ? 9 : 1));
  expect(thin(curve(values), 0, 100, 2).values).toContain(9);
});
