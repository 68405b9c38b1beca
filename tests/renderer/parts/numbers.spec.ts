// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import {
  agoText,
  bytesText,
  countText,
  exactText,
  numberText,
  steadyText,
  timeText,
} from '../../../renderer/parts/number-text.ts';
import { moved, notchOf, readNumber, within } from '../../../renderer/parts/scrub.ts';

afterEach(() => chooseLanguage('en'));

describe('numbers as they are read', () => {
  test.each([
    [0, '0'],
    [0.13579, '0.136'],
    [147.46, '147'],
    [12_345.6, '12,346'],
    [-3.14159, '−3.14'],
    [0.000012345, '1.23e−5'],
    [2.5e12, '2.5e12'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('measured %s is %s', (value, text) => expect(numberText(value)).toBe(text));

  test('a changing number keeps its width', () => {
    expect([0.5, 0.512, 12, 1234].map(steadyText)).toEqual(['0.500', '0.512', '12.0', '1,234']);
  });

  test('times, sizes, counts', () => {
    expect([48, 725, 3723, 0.4, Number.POSITIVE_INFINITY].map(timeText)).toEqual([
      '0:48',
      '12:05',
      '1:02:03',
      '0:00',
      '–',
    ]);
    expect([820, 3200, 999_600, 1_240_000_000].map(bytesText)).toEqual([
      '820 B',
      '3.2 kB',
      '1 MB',
      '1.24 GB',
    ]);
    expect(countText(873_669)).toBe('873,669');
  });

  test('when it was, in the language at hand', async () => {
    const now = Date.UTC(2026, 10, 27, 12);
    expect(agoText(now - 3 * 3_600_000, now)).toBe('3 hours ago');
    expect(agoText(now - 26 * 3_600_000, now)).toBe('yesterday');
    expect(agoText(now + 1000, now)).toBe('now');
    await chooseLanguage('ko');
    expect(agoText(now - 26 * 3_600_000, now)).toBe('어제');
  });
});

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
