import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactText } from '../../../renderer/language/numbers.ts';
import { moved, notchOf, readNumber, within } from '../../../renderer/parts/scrub.ts';

describe('numbers as they are typed', () => {
  test.each([
    ['0.001', 0.001],
    ['0,001', 0.001],
    ['1e-4', 0.0001],
    ['1E3', 1000],
    ['12,345', 12_345],
    ['1,234,567.5', 1_234_567.5],
    ['−3', -3],
    [' 7 ', 7],
    ['.5', 0.5],
    ['10_000', 10_000],
    ['', null],
    ['two', null],
    ['1.2.3', null],
    ['0x10', null],
    ['Infinity', null],
  ])('%j is %s', (text, value) => expect(readNumber(text)).toBe(value));

  test('what is shown can be typed again', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const clean = Number(value.toPrecision(12));
        expect(readNumber(exactText(clean))).toBe(clean === 0 ? 0 : clean);
      }),
    );
  });
});

describe('scrubbing', () => {
  const any = { min: -1e9, max: 1e9 };
  test('a notch fits the size of the number', () => {
    expect(notchOf(0.001, { min: 0, max: 1 })).toBeCloseTo(0.0001, 12);
    expect(notchOf(250, any)).toBe(10);
    expect(notchOf(3, { ...any, integer: true })).toBe(1);
    expect(notchOf(0, { min: 0, max: 1 })).toBeCloseTo(0.01, 12);
    expect(notchOf(5, { ...any, step: 0.25 })).toBe(0.25);
  });

  test('moves on the grid of the notch, without dust', () => {
    expect(moved(0.001, 3, { min: 0, max: 1 })).toBe(0.0013);
    expect(moved(0.3, -1, { min: 0, max: 1 })).toBe(0.29);
    expect(moved(64, 5, { min: 1, max: 512, integer: true })).toBe(69);
  });

  test('never leaves its range, and whole numbers stay whole', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: -1000, max: 1000 }),
        fc.boolean(),
        (from, notches, integer) => {
          const range = { min: -1000, max: 1000, integer };
          const value = moved(within(from, range), notches, range);
          expect(value).toBeGreaterThanOrEqual(-1000);
          expect(value).toBeLessThanOrEqual(1000);
          if (integer) expect(Number.isInteger(value)).toBe(true);
        },
      ),
    );
  });
});
