import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../main/cli/suggest.ts';

const commands = ['templates', 'check', 'explain', 'train', 'sample', 'evaluate', 'export', 'doctor'];

test.each([
  ['tran', 'train'],
  ['tarin', 'train'],
  ['TRAIN', 'train'],
  ['eval', 'evaluate'],
  ['docter', 'doctor'],
  ['exprot', 'export'],
  ['tempaltes', 'templates'],
])('%s means %s', (word, meant) => {
  expect(nearest(word, commands)).toBe(meant);
});

test.each(['serve', 'x', 'no', 'banana', ''])("'%s' means none of them", (word) => {
  expect(nearest(word, commands)).toBeNull();
  expect(didYouMean(word, commands)).toEqual({ en: '', ko: '' });
});
