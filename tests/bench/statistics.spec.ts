import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { estimateMedian, median, quantile } from './statistics.ts';

describe('a quantile', () => {
  it('is a value, or lies between two of them in proportion', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20);
    expect(quantile([10, 20], 0.95)).toBeCloseTo(19.5);
    expect(quantile([7], 0.95)).toBe(7);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow('no quantile of nothing');
  });
});

describe('the interval of a median', () => {
  it('holds the median, and is a point where all values are alike', () => {
    const some = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(some, (values) => {
        const { low, median: middle, high } = estimateMedian(values, 300);
        expect(low).toBeLessThanOrEqual(middle);
        expect(high).toBeGreaterThanOrEqual(middle);
        expect(Math.min(...values)).toBeLessThanOrEqual(low);
        expect(Math.max(...values)).toBeGreaterThanOrEqual(high);
      }),
      { numRuns: 30 },
    );
    expect(estimateMedian([2, 2, 2, 2])).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('is that of the order statistics, which is known without bootstrap', () => {
    // Of 0 … 99, the exact 95 % interval reaches from the 40th to the 61st value.
    const { low, high } = estimateMedian(Array.from({ length: 100 }, (_, i) => i));
    expect(Math.abs(low - 40)).toBeLessThan(2);
    expect(Math.abs(high - 60)).toBeLessThan(2);
  });

  it('heeds no outlier', () => {
    const calm = Array.from({ length: 30 }, (_, i) => 1 + i / 1000);
    const { median: middle, high } = estimateMedian([...calm, 500, 900]);
    expect(middle).toBeLessThan(1.03);
    expect(high).toBeLessThan(1.03);
  });

  it('is the same whenever it is asked for', () => {
    const values = [1.2, 0.9, 1.1, 1, 1.3, 0.8];
    expect(estimateMedian(values)).toEqual(estimateMedian(values));
  });
});
