import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import {
  addDimensions,
  BATCH,
  bindBatch,
  broadcastShapes,
  divideDimensions,
  formatShape,
  isKnown,
  knownShape,
  knownSize,
  multiplyDimensions,
  resolveAxes,
  resolveAxis,
  sameDimension,
  sameShape,
  sizeOf,
  subtractDimensions,
  type Dimension,
} from '../../../nodes/alphabet/shape.ts';
import { SEED } from './case.ts';

const B = 97;
const bound = (dimension: Dimension) => bindBatch([dimension], B)[0]!;
const known = fc.nat(12);
const multiple = fc.integer({ min: 1, max: 12 }).map((batches) => ({ batches }));
const dimension = fc.oneof(known, multiple);

describe('arithmetic with B', () => {
  test('is that of numbers once B is one', () => {
    const operations: [typeof addDimensions, (a: number, b: number) => number][] = [
      [addDimensions, (a, b) => a + b],
      [subtractDimensions, (a, b) => a - b],
      [multiplyDimensions, (a, b) => a * b],
    ];
    for (const [symbolic, plain] of operations)
      fc.assert(
        fc.property(dimension, dimension, (a, b) => {
          let result: Dimension;
          try {
            result = symbolic(a, b);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
            // Refused only what is no number and no multiple of B.
            expect(!isKnown(a) || !isKnown(b)).toBe(true);
            return;
          }
          expect(bound(result)).toBe(plain(bound(a), bound(b)));
        }),
        { seed: SEED },
      );
  });

  test('refuses B·B and B + 3, and nothing else', () => {
    expect(() => multiplyDimensions(BATCH, { batches: 2 })).toThrow('B·B');
    expect(() => addDimensions(BATCH, 3)).toThrow('B + 3');
    expect(() => subtractDimensions({ batches: 2 }, 3)).toThrow('2·B − 3');
    expect(addDimensions(BATCH, 0)).toEqual(BATCH);
    expect(addDimensions(0, BATCH)).toEqual(BATCH);
    expect(subtractDimensions(BATCH, BATCH)).toBe(0);
    expect(multiplyDimensions(0, BATCH)).toBe(0);
  });

  test('divides where it comes out even', () => {
    fc.assert(
      fc.property(dimension, dimension, (a, b) => {
        const quotient = divideDimensions(a, b);
        if (quotient === null)
          expect(isKnown(a) === isKnown(b) && bound(b) > 0 && bound(a) % bound(b) === 0).toBe(false);
        else expect(multiplyDimensions(quotient, b)).toEqual(a);
      }),
      { seed: SEED },
    );
    expect(divideDimensions(6, 4)).toBeNull();
    expect(divideDimensions({ batches: 784 }, BATCH)).toBe(784);
    expect(divideDimensions({ batches: 6 }, 3)).toEqual({ batches: 2 });
    expect(divideDimensions(0, 0)).toBeNull();
  });
});

describe('shapes', () => {
  test('are equal where every dimension is', () => {
    expect(sameDimension(BATCH, { batches: 1 })).toBe(true);
    expect(sameDimension(BATCH, 1)).toBe(false);
    expect(sameDimension({ batches: 2 }, BATCH)).toBe(false);
    expect(sameShape([BATCH, 2], [{ batches: 1 }, 2])).toBe(true);
    expect(sameShape([2], [2, 1])).toBe(false);
  });

  test('have a size, which may hold B once', () => {
    expect(sizeOf([])).toBe(1);
    expect(sizeOf([BATCH, 28, 28])).toEqual({ batches: 784 });
    expect(knownSize([2, 3, 0])).toBe(0);
    expect(() => knownSize([BATCH, 2])).toThrow('[B, 2]');
    expect(() => knownShape([2, { batches: 10 }])).toThrow('[2, 10·B]');
    expect(knownShape([2, 3])).toEqual([2, 3]);
  });

  test('are written as on the wires', () => {
    expect(formatShape([BATCH, 28, { batches: 10 }])).toBe('[B, 28, 10·B]');
    expect(formatShape([])).toBe('[]');
  });
});

describe('broadcasting', () => {
  const shape = fc.array(
    fc.oneof(fc.constant<Dimension>(1), fc.constant<Dimension>(3), fc.constant<Dimension>(BATCH)),
    {
      maxLength: 4,
    },
  );

  test('takes the longer axis of each pair, counted from the last', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const result = broadcastShapes(a, b);
        const rank = Math.max(a.length, b.length);
        const pairs = Array.from(
          { length: rank },
          (_, i) => [a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1] as const,
        );
        const fits = pairs.every(([left, right]) => left === 1 || right === 1 || sameDimension(left, right));
        expect(result).toEqual(fits ? pairs.map(([left, right]) => (left === 1 ? right : left)) : null);
        expect(broadcastShapes(b, a)).toEqual(result);
        if (result) expect(broadcastShapes(result, a)).toEqual(result);
      }),
      { seed: SEED },
    );
  });

  test('knows nothing of B but that it is no number', () => {
    expect(broadcastShapes([BATCH, 3], [1, 3])).toEqual([BATCH, 3]);
    expect(broadcastShapes([BATCH], [32])).toBeNull();
    expect(broadcastShapes([0], [1])).toEqual([0]);
  });
});

describe('axes', () => {
  test('count from either end', () => {
    expect(resolveAxis(-1, 3)).toBe(2);
    expect(resolveAxis(0, 1)).toBe(0);
    expect(resolveAxes([-1, 0, 2], 3)).toEqual([0, 2]);
    expect(resolveAxes(undefined, 2)).toEqual([0, 1]);
    expect(resolveAxes([], 2)).toEqual([]);
  });

  test.each([
    [3, 3],
    [-4, 3],
    [0.5, 3],
    [0, 0],
  ])('%s of %s is refused', (axis, rank) => {
    expect(() => resolveAxis(axis, rank)).toThrow(Problem);
  });
});
