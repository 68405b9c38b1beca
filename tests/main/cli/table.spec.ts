import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutTo, displayWidth, table } from '../../../main/cli/table.ts';

test('Hangul takes two columns, a hat none', () => {
  expect(displayWidth('한글 ok')).toBe(7);
  expect(displayWidth('x\u0302')).toBe(1);
  expect(displayWidth('log σ²')).toBe(6);
});

test('columns stand below each other, numbers to the right', () => {
  expect(
    table(
      [
        ['인코더', '435,428', 'a'],
        ['z', '12', ''],
      ],
      [1],
    ),
  ).toEqual(['인코더  435,428  a', 'z            12']);
  expect(table([])).toEqual([]);
});

test('a cut text fits and says that it was cut', () => {
  expect(cutTo('short', 5)).toBe('short');
  expect(cutTo('too long', 5)).toBe('too …');
  expect(cutTo('한글입니다', 6)).toBe('한글…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
      expect(displayWidth(cutTo(text, columns))).toBeLessThanOrEqual(columns);
    }),
  );
});
