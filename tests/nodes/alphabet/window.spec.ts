import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import {
  windowOver,
  type Padding,
  type Pair,
  type WindowAttributes,
} from '../../../nodes/alphabet/window.ts';
import { SEED } from './case.ts';

const above0 = fc.integer({ min: 1, max: 5 });
const pair = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly [T, T]> => fc.tuple(one, one);
const geometry = fc
  .record({
    input: pair(fc.integer({ min: 1, max: 12 })),
    size: pair(above0),
    strides: pair(above0),
    dilations: pair(fc.integer({ min: 1, max: 3 })),
    which: fc.constantFrom('strides', 'dilations'),
    padding: fc.oneof(fc.constantFrom('same' as const, 'valid' as const), pair(pair(fc.nat(4)))),
  })
  .map(({ input, size, strides, dilations, which, padding }) => ({
    input,
    size,
    attributes: (which === 'strides' ? { padding, strides } : { padding, dilations }) as WindowAttributes & {
      readonly padding: Padding;
    },
  }));

/** Every place at which the window lies inside the image with its zeros. */
const places = (length: number, [before, after]: Pair, extent: number, stride: number) =>
  Array.from({ length: length + before + after }, (_, at) => at).filter(
    (at) => at % stride === 0 && at + extent <= length + before + after,
  ).length;

test('takes as many places as fit', () => {
  fc.assert(
    fc.property(geometry, ({ input, size, attributes }) => {
      const { strides = [1, 1], dilations = [1, 1], padding } = attributes;
      const extent = size.map((cells, side) => (cells - 1) * dilations[side]! + 1) as [number, number];
      const zeros: readonly [Pair, Pair] =
        padding === 'same'
          ? same()
          : padding === 'valid'
            ? [
                [0, 0],
                [0, 0],
              ]
            : padding;
      const counts = [0, 1].map((side) => places(input[side]!, zeros[side]!, extent[side]!, strides[side]!));
      if (counts.includes(0)) expect(() => windowOver('conv2d', input, size, attributes)).toThrow(Problem);
      else
        expect(windowOver('conv2d', input, size, attributes)).toEqual({
          strides,
          dilations,
          paddings: zeros,
          output: counts,
        });

      /** The least zeros with which there are ⌈length / stride⌉ places, the odd one after. */
      function same(): [Pair, Pair] {
        return [0, 1].map((side) => {
          const wanted = Math.ceil(input[side]! / strides[side]!);
          for (let total = 0; ; total++) {
            const split: Pair = [Math.floor(total / 2), Math.ceil(total / 2)];
            if (places(input[side]!, split, extent[side]!, strides[side]!) >= wanted) return split;
          }
        }) as [Pair, Pair];
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('lets B through where the result is as large', () => {
  const { output, paddings } = windowOver('conv2d', [BATCH, 5], [3, 3], { padding: 'same' });
  expect(output).toEqual([BATCH, 5]);
  expect(paddings).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(windowOver('conv2d', [{ batches: 2 }, 5], [1, 1], {}).output).toEqual([{ batches: 2 }, 5]);
  expect(() => windowOver('conv2d', [BATCH, 5], [3, 3], {})).toThrow('B − 2');
  expect(() => windowOver('conv2d', [BATCH, 5], [3, 3], { padding: 'same', strides: [2, 2] })).toThrow(
    Problem,
  );
});

test.each<[string, WindowAttributes]>([
  ['strides below 1', { strides: [0, 1] }],
  ['dilations that are not whole', { dilations: [1, 1.5] }],
  [
    'negative zeros',
    {
      padding: [
        [0, -1],
        [0, 0],
      ],
    },
  ],
  ['strides and dilations at once', { strides: [2, 1], dilations: [1, 2] }],
])('refuses %s', (_, attributes) => {
  expect(() => windowOver('conv2d', [8, 8], [3, 3], attributes)).toThrow(Problem);
});
