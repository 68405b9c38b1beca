import { expect, test } from 'vitest';
import { formatDuration, formatNumber, shellWord } from '../../../main/cli/format.ts';

test.each([
  [0, '0'],
  [152.3456, '152.3'],
  [-0.012345, '-0.01235'],
  [1234.5, '1,235'],
  [0.00001234, '1.23e-5'],
  [2.5e9, '2.50e+9'],
  [2, '2'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
])('%d is written %s', (value, written) => {
  expect(formatNumber(value)).toBe(written);
});

test.each([
  [0.4, '0 s', '0초'],
  [59.6, '1 min 0 s', '1분 0초'],
  [185, '3 min 5 s', '3분 5초'],
  [7800, '2 h 10 min', '2시간 10분'],
  [Infinity, '?', '?'],
])('%d seconds are %s', (seconds, en, ko) => {
  expect(formatDuration(seconds)).toEqual({ en, ko });
});

test('words with spaces are put into quotes, others are left', () => {
  expect(shellWord('runs/vae-digits-1')).toBe('runs/vae-digits-1');
  expect(shellWord('my runs/a')).toBe('"my runs/a"');
  expect(shellWord('a"b $c')).toBe(String.raw`"a\"b \$c"`);
});
