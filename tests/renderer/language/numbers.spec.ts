// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import {
  agoText,
  bytesText,
  countText,
  measuredText,
  tickText,
  timeText,
} from '../../../renderer/language/numbers.ts';
import { chooseLanguage } from '../../../renderer/language/texts.ts';

afterEach(() => chooseLanguage('en'));

test('measured numbers keep the digits that count', () => {
  const written = (...values: number[]) => values.map((value) => measuredText(value));
  expect(written(147.46, 0.0123456, -1.5, 1.0001, 12_345.6)).toEqual([
    '147',
    '0.0123',
    '−1.50',
    '1.00',
    '12,346',
  ]);
  expect(written(0.5, 0.512, 12, 1234)).toEqual(['0.500', '0.512', '12', '1,234']);
  expect(written(1.234e-7, 5.6e9, -3.14e-8)).toEqual(['1.2 × 10⁻⁷', '5.6 × 10⁹', '−3.1 × 10⁻⁸']);
  expect(written(0, 2, -40, 1e6)).toEqual(['0', '2', '−40', '1,000,000']);
  expect(written(Number.NaN, Infinity, -Infinity)).toEqual(['NaN', '∞', '−∞']);
  expect(measuredText(147.456, 4)).toBe('147.5');
});

test('ticks of an axis are short', () => {
  expect([0, 0.25, -150, 12_500, 2e6, 0.0005, 5e-5].map(tickText)).toEqual([
    '0',
    '0.25',
    '−150',
    '12,500',
    '2,000,000',
    '0.0005',
    '5 × 10⁻⁵',
  ]);
});

test('times, sizes, counts', () => {
  expect([0, 0.4, 48.4, 65, 725, 3750, Number.NaN, Number.POSITIVE_INFINITY].map(timeText)).toEqual([
    '0:00',
    '0:00',
    '0:48',
    '1:05',
    '12:05',
    '1:02:30',
    '–:––',
    '–:––',
  ]);
  expect([820, 3200, 999_600, 1_240_000_000].map(bytesText)).toEqual(['820 B', '3.2 kB', '1 MB', '1.24 GB']);
  expect(countText(1_234_567)).toBe('1,234,567');
});

test('when it was, in the language at hand', async () => {
  const now = Date.UTC(2026, 10, 27, 12);
  expect(agoText(now - 3 * 3_600_000, now)).toBe('3 hours ago');
  expect(agoText(now - 26 * 3_600_000, now)).toBe('yesterday');
  expect(agoText(now + 1000, now)).toBe('now');
  await chooseLanguage('ko');
  expect(agoText(now - 26 * 3_600_000, now)).toBe('어제');
});
