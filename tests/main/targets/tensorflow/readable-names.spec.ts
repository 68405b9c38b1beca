import fc from 'fast-check';
import { expect, it } from 'vitest';

import { readableNames } from '../../../../main/targets/tensorflow/readable-names.ts';

it('keeps names that are valid', () => {
  expect(readableNames(['image', 'logVariance', 'x_t', 'A1'], 'input')).toEqual([
    'image',
    'logVariance',
    'x_t',
    'A1',
  ]);
});

it('makes valid ones of the others', () => {
  const names = ['input/image', '_a b_', '이미지', 'é', '2d', '', 'a_b'];
  expect(readableNames(names, 'input')).toEqual([
    'input_image',
    'a_b',
    'input',
    'e',
    'input_2d',
    'input_2',
    'a_b_2',
  ]);
});

it('gives every name one of its own that TensorFlow and Python take', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('a', 'a_2', 'a 2', '가', 'input'))),
      (names) => {
        const made = readableNames(names, 'input');
        expect(new Set(made).size).toBe(names.length);
        for (const name of made) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
      },
    ),
  );
});
