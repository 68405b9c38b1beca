import { describe, expect, test } from 'vitest';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import { apart, buildOnBoard, computeOnBoard, typed } from '../build-on-board.ts';

const moments = (data: ArrayLike<number>) => {
  const x = Array.from(data);
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  return { mean, deviation: Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length) };
};

describe.each(['gaussian-noise', 'uniform-noise'])('%s', (kind) => {
  test('has the shape of its dial, or of what it is like', () => {
    const shape = (like?: ReturnType<typeof typed>) =>
      formatShape(
        buildOnBoard(kind, like ? { like } : {}, { shape: [4, 4, 1] }, { batch: BATCH }).outputs.noise!.shape,
      );
    expect(shape()).toBe('[B, 4, 4, 1]');
    expect(shape(typed([{ batches: 10 }, 3]))).toBe('[10·B, 3]');
  });

  test('is repeated by its seed and differs by it', async () => {
    const draw = async (seed: number) =>
      (await computeOnBoard(kind, {}, { shape: [50] }, { seed })).outputs.noise!.data;
    expect(await draw(1)).toEqual(await draw(1));
    expect(await draw(1)).not.toEqual(await draw(2));
  });
});

test('Gaussian noise has mean 0 and its deviation', async () => {
  const { outputs, meanings } = await computeOnBoard('gaussian-noise', {}, { shape: [5000], deviation: 3 });
  const { mean, deviation } = moments(outputs.noise!.data);
  expect(Math.abs(mean)).toBeLessThan(0.12); // 4 standard errors of 10,000
  expect(Math.abs(deviation - 3)).toBeLessThan(0.09);
  expect(meanings.noise).toEqual({ kind: 'noise' });
  const none = await computeOnBoard('gaussian-noise', {}, { deviation: 0 });
  expect(apart(none.outputs.noise!.data, [0, 0, 0, 0])).toBe(0);
});

test('uniform noise fills its range evenly', async () => {
  const { outputs, meanings } = await computeOnBoard(
    'uniform-noise',
    {},
    { shape: [5000], low: -2, high: 4 },
  );
  const { data } = outputs.noise!;
  const { mean, deviation } = moments(data);
  expect(Math.min(...data)).toBeGreaterThanOrEqual(-2);
  expect(Math.max(...data)).toBeLessThan(4);
  expect(Math.abs(mean - 1)).toBeLessThan(0.07);
  expect(Math.abs(deviation - 6 / Math.sqrt(12))).toBeLessThan(0.05);
  expect(meanings.noise).toEqual({ kind: 'noise', range: [-2, 4] });
});

test('a range that is none is refused', () => {
  expect(() => buildOnBoard('uniform-noise', {}, { low: 1, high: 1 })).toThrow(
    /ranges from 1 to 1; the second must be the larger/,
  );
});
