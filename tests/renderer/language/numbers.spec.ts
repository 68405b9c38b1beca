import { expect, test } from 'vitest';
import { formatClock, formatCount, formatValue } from '../../../renderer/language/numbers.ts';

test('measured numbers keep the digits that count', () => {
  const written = (...values: number[]) => values.map((value) => formatValue(value));
  expect(written(147.46, 0.0123456, -1.5, 1.0001, 12_345.6)).toEqual([
    '147',
    '0.0123',
    '−1.50',
    '1.00',
    '12,346',
  ]);
  expect(written(1.234e-7, 5.6e9)).toEqual(['1.2 × 10⁻⁷', '5.6 × 10⁹']);
  expect(written(0, 2, -40, 1e6)).toEqual(['0', '2', '−40', '1,000,000']);
  expect(written(Number.NaN, Infinity, -Infinity)).toEqual(['NaN', '∞', '−∞']);
  expect(formatValue(147.456, 4)).toBe('147.5');
});

test('counts and times', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect([0, 48.4, 65, 3750, Number.NaN].map(formatClock)).toEqual([
    '0:00',
    '0:48',
    '1:05',
    '1:02:30',
    '–:––',
  ]);
});
