import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import { apart, buildOnBoard, computeOnBoard, float, int, typed } from '../build-on-board.ts';

/** InfoNCE by the book, in double precision. */
function byTheBook(
  a: readonly number[][],
  b: readonly number[][],
  temperature: number,
  symmetric: boolean,
  same?: readonly number[],
): number[] {
  const unit = (x: readonly number[]) => x.map((one) => one / Math.hypot(...x));
  const cosine = (x: readonly number[], y: readonly number[]) =>
    unit(x).reduce((sum, one, k) => sum + one * unit(y)[k]!, 0);
  const counts = (i: number, j: number) => i === j || !same || same[i] !== same[j];
  const surprise = (i: number, one: (j: number) => number) => {
    const all = a.map((_, j) => j).filter((j) => counts(i, j));
    return Math.log(all.reduce((sum, j) => sum + Math.exp(one(j) / temperature), 0)) - one(i) / temperature;
  };
  return a.map((_, i) => {
    const forth = surprise(i, (j) => cosine(a[i]!, b[j]!));
    const back = surprise(i, (j) => cosine(a[j]!, b[i]!));
    return symmetric ? (forth + back) / 2 : forth;
  });
}

const rows = (count: number, size: number) =>
  fc.array(
    fc
      .array(fc.integer({ min: -8, max: 8 }), { minLength: size, maxLength: size })
      .filter((row) => row.some((x) => x !== 0)),
    { minLength: count, maxLength: count },
  );

describe('contrastive', () => {
  test('is what the paper says, for any vectors, with and without equal ones', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows(5, 3),
        rows(5, 3),
        fc.constantFrom(0.1, 0.5, 2),
        fc.boolean(),
        fc.option(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }), {
          nil: undefined,
        }),
        async (a, b, temperature, symmetric, same) => {
          const { outputs } = await computeOnBoard(
            'contrastive',
            {
              a: float([5, 3], a.flat()),
              b: float([5, 3], b.flat()),
              ...(same ? { same: int([5], same) } : {}),
            },
            { temperature, symmetric },
            { batch: 5 },
          );
          const expected = byTheBook(a, b, temperature, symmetric, same);
          expect(apart(outputs.perExample!.data, expected)).toBeLessThan(1e-4);
          const mean = expected.reduce((sum, one) => sum + one, 0) / 5;
          expect(apart(outputs.loss!.data, [mean])).toBeLessThan(1e-4);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('of vectors that all are alike is log B, and of pairs at right angles nearly nothing', async () => {
    const alike = await computeOnBoard(
      'contrastive',
      { a: float([4, 2], [1, 0, 1, 0, 1, 0, 1, 0]), b: float([4, 2], [2, 0, 2, 0, 2, 0, 2, 0]) },
      {},
      { batch: 4 },
    );
    expect(alike.outputs.loss!.data[0]).toBeCloseTo(Math.log(4), 5);
    const apartFrom = await computeOnBoard(
      'contrastive',
      { a: float([2, 2], [1, 0, 0, 3]), b: float([2, 2], [5, 0, 0, 1]) },
      { temperature: 0.05 },
      { batch: 2 },
    );
    expect(apartFrom.outputs.loss!.data[0]).toBeCloseTo(Math.log1p(Math.exp(-20)), 6);
    expect(apartFrom.outputs.accuracy!.data[0]).toBe(1);
    expect(apart(apartFrom.outputs.similarity!.data, [20, 0, 0, 20])).toBeLessThan(1e-5);
  });

  test('equal captions are no wrong answers: alike pairs of one caption cost nothing', async () => {
    const inputs = { a: float([2, 2], [1, 0, 1, 0]), b: float([2, 2], [1, 0, 1, 0]) };
    const captions = int([2, 3], [4, 2, 0, 4, 2, 0]);
    const { outputs } = await computeOnBoard('contrastive', { ...inputs, same: captions }, {}, { batch: 2 });
    expect(outputs.loss!.data[0]).toBeCloseTo(0, 6);
    const others = int([2, 3], [4, 2, 0, 4, 2, 1]);
    const told = await computeOnBoard('contrastive', { ...inputs, same: others }, {}, { batch: 2 });
    expect(told.outputs.loss!.data[0]).toBeCloseTo(Math.log(2), 5);
  });

  test('a wired temperature takes the place of the dial, and learns', async () => {
    const inputs = { a: float([3, 2], [1, 0, 0, 1, 1, 1]), b: float([3, 2], [1, 0.5, 0, 1, 1, 1]) };
    const wired = await computeOnBoard(
      'contrastive',
      { ...inputs, temperature: float([1], [0.3]) },
      { temperature: 7 },
      { batch: 3, cotangents: { loss: float([], [1]) } },
    );
    const turned = await computeOnBoard('contrastive', inputs, { temperature: 0.3 }, { batch: 3 });
    expect(apart(wired.outputs.loss!.data, turned.outputs.loss!.data)).toBeLessThan(1e-6);
    const near = await computeOnBoard('contrastive', inputs, { temperature: 0.301 }, { batch: 3 });
    const slope = (near.outputs.loss!.data[0]! - turned.outputs.loss!.data[0]!) / 0.001;
    expect(wired.gradients.temperature!.data[0]).toBeCloseTo(slope, 1);
  });

  test('keeps the batch open', () => {
    const pair = { a: typed([BATCH, 4]), b: typed([BATCH, 4]) };
    const { outputs } = buildOnBoard('contrastive', pair, {}, { batch: BATCH });
    expect([formatShape(outputs.loss!.shape), formatShape(outputs.similarity!.shape)]).toEqual([
      '[]',
      '[B, B]',
    ]);
  });

  test('refuses what is no pair of vectors, a temperature of many numbers, and captions that are no numbers', () => {
    const pair = { a: typed([2, 4]), b: typed([2, 4]) };
    expect(() => buildOnBoard('contrastive', { ...pair, b: typed([2, 5]) })).toThrow(
      'both of one size; they are [2, 4] and [2, 5]',
    );
    expect(() => buildOnBoard('contrastive', { ...pair, temperature: typed([2]) })).toThrow(
      'The temperature is one number; it is [2]',
    );
    expect(() => buildOnBoard('contrastive', { ...pair, same: typed([2]) })).toThrow('by whole numbers');
  });
});
