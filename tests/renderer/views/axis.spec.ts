import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linear, ticksOf } from '../../../renderer/views/axis.ts';

describe('numbers at an axis', () => {
  test('are round and within', () => {
    expect(ticksOf(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(ticksOf(-3.1, 3.1, 6)).toEqual([-2, 0, 2]);
    expect(ticksOf(0.13, 0.29, 4)).toEqual([0.15, 0.2, 0.25]);
    expect(ticksOf(0, 1234, 3)).toEqual([0, 500, 1000]);
  });

  test('of nothing, of one number and of what is not finite there are none', () => {
    expect(ticksOf(1, 1, 5)).toEqual([]);
    expect(ticksOf(0, Infinity, 5)).toEqual([]);
    expect(ticksOf(0, 1, 0)).toEqual([]);
  });

  test('are never more than about twice as many as asked, at any size', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (low, span, about) => {
          const ticks = ticksOf(low, low + span, about);
          expect(ticks.length).toBeLessThanOrEqual(about + 1);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(low - 1e-6 * span);
            expect(tick).toBeLessThanOrEqual(low + span * (1 + 1e-6));
          }
        },
      ),
    );
  });
});

test('a scale goes both ways', () => {
  const { toPixel, toValue } = linear(-1, 3, 100, 20);
  expect(toPixel(-1)).toBe(100);
  expect(toPixel(3)).toBe(20);
  expect(toPixel(1)).toBe(60);
  expect(toValue(60)).toBe(1);
});
