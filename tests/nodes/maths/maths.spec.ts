import { describe, expect, test } from 'vitest';
import { BATCH, formatShape, type DType, type Shape } from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import { targets } from '../targets.ts';
import {
  apart,
  buildOnBoard,
  computeOnBoard,
  float,
  int,
  typed,
  type Arriving,
  type Dials,
  type Wired,
} from '../build-on-board.ts';

type Given = Parameters<typeof computeOnBoard>[1];

const bool = (shape: readonly number[], data: readonly number[]) => ({
  shape,
  dtype: 'bool' as const,
  data: Uint8Array.from(data),
});

const image = float([1, 2, 2, 1], [1, 2, 3, 4]);
const rows = float([2, 3], [1, -2, 3, -4, 5, -6]);

/** What each node makes of small numbers, by hand: kind, inputs, dials, the shape and the numbers expected. */
const cases: [
  name: string,
  kind: string,
  inputs: Given,
  dials: Dials,
  shape: readonly number[],
  data: readonly number[],
][] = [
  ['add', 'add', { a: rows, b: float([3], [10, 20, 30]) }, {}, [2, 3], [11, 18, 33, 6, 25, 24]],
  ['add of whole numbers', 'add', { a: int([2], [1, 2]), b: int([2], [3, 4]) }, {}, [2], [4, 6]],
  ['add of mixed numbers', 'add', { a: int([2], [1, 2]), b: float([2], [0.5, 0.25]) }, {}, [2], [1.5, 2.25]],
  ['subtract', 'subtract', { a: rows, b: float([], [1]) }, {}, [2, 3], [0, -3, 2, -5, 4, -7]],
  ['multiply by a mask', 'multiply', { a: rows, b: bool([3], [1, 0, 1]) }, {}, [2, 3], [1, 0, 3, -4, 0, -6]],
  ['divide whole numbers', 'divide', { a: int([2], [1, 3]), b: int([2], [2, 4]) }, {}, [2], [0.5, 0.75]],
  ['scale', 'scale', { value: rows }, { factor: -0.5 }, [2, 3], [-0.5, 1, -1.5, 2, -2.5, 3]],
  [
    'mix by example',
    'mix',
    { a: rows, b: float([2, 3], [0, 0, 0, 0, 0, 0]), amount: float([2], [0, 0.5]) },
    {},
    [2, 3],
    [1, -2, 3, -2, 2.5, -3],
  ],
  [
    'mix of images by example',
    'mix',
    {
      a: float([2, 1, 2, 1], [0, 0, 0, 0]),
      b: float([2, 1, 2, 1], [1, 2, 3, 4]),
      amount: float([2, 1], [1, 0.5]),
    },
    {},
    [2, 1, 2, 1],
    [1, 2, 1.5, 2],
  ],
  ['mix for all', 'mix', { a: float([1], [0]), b: float([1], [8]), amount: float([], [0.25]) }, {}, [1], [2]],
  ['stop-gradient', 'stop-gradient', { value: rows }, {}, [2, 3], [1, -2, 3, -4, 5, -6]],
  [
    'gather',
    'gather',
    { values: rows, indices: int([3], [1, 0, 1]) },
    {},
    [3, 3],
    [-4, 5, -6, 1, -2, 3, -4, 5, -6],
  ],
  ['one-hot', 'one-hot', { indices: int([2], [2, 0]) }, { classes: 3 }, [2, 3], [0, 0, 1, 1, 0, 0]],
  [
    'one-hot of a label',
    'one-hot',
    { indices: int([1], [1], { kind: 'label', classes: 2 }) },
    {},
    [1, 2],
    [0, 1],
  ],
  ['argmax', 'argmax', { value: rows }, {}, [2], [2, 1]],
  ['reduce to the sum', 'reduce', { value: rows }, { kind: 'sum', axes: [1] }, [2], [2, -5]],
  ['reduce to the mean of all', 'reduce', { value: rows }, { kind: 'mean' }, [], [-0.5]],
  [
    'reduce to the largest',
    'reduce',
    { value: rows },
    { kind: 'max', axes: [0], keep: true },
    [1, 3],
    [1, 5, 3],
  ],
  ['reduce to the smallest', 'reduce', { value: rows }, { kind: 'min', axes: [-1] }, [2], [-2, -6]],
  ['reduce whether', 'reduce', { value: bool([4], [1, 0, 1, 1]) }, { kind: 'mean' }, [], [0.75]],
  ['norm', 'norm', { value: float([2, 1, 2], [3, 4, 0, 0]) }, {}, [2], [5, 0]],
  [
    'norm along an axis',
    'norm',
    { value: float([1, 2, 2], [3, 5, 4, 12]) },
    { axes: [1], keep: true },
    [1, 1, 2],
    [5, 13],
  ],
  ['matmul', 'matmul', { a: rows, b: float([1, 3], [1, 1, 1]) }, { transposeB: true }, [2, 1], [2, -5]],
  ['transpose', 'transpose', { value: rows }, {}, [3, 2], [1, -4, -2, 5, 3, -6]],
  [
    'transpose of more axes',
    'transpose',
    { value: float([1, 2, 3], [1, 2, 3, 4, 5, 6]) },
    {},
    [1, 3, 2],
    [1, 4, 2, 5, 3, 6],
  ],
  [
    'transpose by a list',
    'transpose',
    { value: float([1, 2, 3], [1, 2, 3, 4, 5, 6]) },
    { order: [2, 0, 1] },
    [3, 1, 2],
    [1, 4, 2, 5, 3, 6],
  ],
  ['slice', 'slice', { value: rows }, { begin: 1 }, [2, 2], [-2, 3, 5, -6]],
  ['slice of the batch', 'slice', { value: rows }, { axis: 0, begin: 1, size: 1 }, [1, 3], [-4, 5, -6]],
  [
    'resize, nearest',
    'resize',
    { image },
    { size: [4, 4], method: 'nearest' },
    [1, 4, 4, 1],
    [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
  ],
  ['resize, bilinear', 'resize', { image }, { size: [1, 2] }, [1, 1, 2, 1], [2, 3]],
  ['clip', 'clip', { value: rows }, { least: -2, largest: 3 }, [2, 3], [1, -2, 3, -2, 3, -2]],
  ['compare', 'compare', { a: rows, b: int([], [1]) }, { kind: 'greaterEqual' }, [2, 3], [1, 0, 1, 0, 1, 0]],
  ['compare labels', 'compare', { a: int([2], [4, 7]), b: int([2], [4, 9]) }, { kind: 'equal' }, [2], [1, 0]],
  [
    'select by example',
    'select',
    { condition: bool([2], [1, 0]), a: rows, b: float([], [0]) },
    {},
    [2, 3],
    [1, -2, 3, 0, 0, 0],
  ],
  [
    'select by a number',
    'select',
    { condition: float([3], [0, 2, -1]), a: int([3], [1, 2, 3]), b: int([3], [7, 8, 9]) },
    {},
    [3],
    [7, 2, 3],
  ],
  ['softmax', 'softmax', { value: float([1, 2], [0, Math.log(3)]) }, {}, [1, 2], [0.25, 0.75]],
  [
    'log-sum-exp',
    'log-sum-exp',
    { value: float([2, 2], [0, 0, 1000, 1000]) },
    {},
    [2],
    [Math.LN2, 1000 + Math.LN2],
  ],
  [
    'gaussian-log-density of N(0, I)',
    'gaussian-log-density',
    { value: float([2, 2], [0, 0, 1, 2]) },
    {},
    [2],
    [-Math.log(2 * Math.PI), -Math.log(2 * Math.PI) - 2.5],
  ],
  [
    'gaussian-log-density',
    'gaussian-log-density',
    { value: float([1, 1], [3]), mean: float([1, 1], [1]), logVariance: float([1, 1], [Math.log(4)]) },
    {},
    [1],
    [-0.5 * Math.log(2 * Math.PI) - Math.LN2 - 0.5],
  ],
  [
    'gaussian-log-density of one example under two components',
    'gaussian-log-density',
    { value: float([1, 1, 2], [1, 0]), mean: float([2, 2], [1, 0, 0, 2]) },
    { over: 'last axis' },
    [1, 2],
    [-Math.log(2 * Math.PI), -Math.log(2 * Math.PI) - 2.5],
  ],
];

describe('maths nodes', () => {
  const both = targets.flatMap((target) => cases.map((one) => [one[0], target.name, target, one] as const));
  test.each(both)('%s, by %s', async (_, _name, { open }, [, kind, inputs, dials, shape, data]) => {
    const { outputs } = await computeOnBoard(kind, inputs, dials, { target: await open() });
    const [result] = Object.values(outputs);
    expect(result!.shape).toEqual(shape);
    expect(apart(result!.data, data)).toBeLessThan(1e-6);
  });

  test('every maths node is tried', () => {
    const family = [...catalogue.values()].filter((node) => node.family === 'maths').map(({ kind }) => kind);
    const elsewhere =
      'expression gradient reparameterize vector-quantize next-token-pair quantize dequantize every-class by-class join-tokens split-tokens region-mask';
    expect(new Set([...cases.map(([, kind]) => kind), ...elsewhere.split(' ')])).toEqual(new Set(family));
  });

  test('reparameterize is mean and deviation times keyed noise, and lets the gradient through', async () => {
    const mean = float([2, 2], [10, -10, 0, 0]);
    const logVariance = float([2, 2], [0, 2, Math.log(4), -1000]);
    const cotangents = { sample: float([2, 2], [1, 1, 1, 1]) };
    const noise = (
      await computeOnBoard('reparameterize', {
        mean: float([2, 2], [0, 0, 0, 0]),
        logVariance: float([2, 2], [0, 0, 0, 0]),
      })
    ).outputs.sample!.data;
    expect(new Set(noise).size).toBe(4);
    const { outputs, gradients, meanings } = await computeOnBoard(
      'reparameterize',
      { mean, logVariance },
      {},
      { cotangents },
    );
    const deviation = [1, Math.E, 2, 0];
    expect(
      apart(
        outputs.sample!.data,
        [10, -10, 0, 0].map((m, i) => m + deviation[i]! * noise[i]!),
      ),
    ).toBeLessThan(1e-6);
    expect(gradients.mean!.data).toEqual(Float32Array.of(1, 1, 1, 1));
    expect(
      apart(
        gradients.logVariance!.data,
        deviation.map((s, i) => 0.5 * s * noise[i]!),
      ),
    ).toBeLessThan(1e-6);
    expect(meanings.sample).toEqual({ kind: 'latent' });
    const other = await computeOnBoard('reparameterize', { mean, logVariance }, {}, { seed: 2 });
    expect(other.outputs.sample!.data).not.toEqual(outputs.sample!.data);
  });

  test('stop-gradient lets no gradient through', async () => {
    const cotangents = { value: float([2], [1, 1]) };
    const { gradients } = await computeOnBoard(
      'stop-gradient',
      { value: float([2], [1, 2]) },
      {},
      { cotangents },
    );
    expect(gradients).toEqual({});
  });

  test('the norm of nothing has the gradient 0, not NaN', async () => {
    const cotangents = { norm: float([2], [1, 1]) };
    const { gradients } = await computeOnBoard(
      'norm',
      { value: float([2, 2], [0, 0, 0, 2]) },
      {},
      { cotangents },
    );
    expect(gradients.value!.data).toEqual(Float32Array.of(0, 0, 0, 1));
  });

  test('clip stops the gradient of what is beyond', async () => {
    const cotangents = { result: float([3], [1, 1, 1]) };
    const { gradients } = await computeOnBoard(
      'clip',
      { value: float([3], [-2, 0.5, 2]) },
      {},
      { cotangents },
    );
    expect(gradients.value!.data).toEqual(Float32Array.of(0, 1, 0));
  });

  test('facts about the numbers travel where they stay true', async () => {
    const logits = { kind: 'image', form: 'logits', range: [0, 1] } as const;
    const through = (kind: string, inputs: Wired<Arriving>, dials: Dials = {}) => {
      const { outputs, slice } = buildOnBoard(kind, inputs, dials);
      return slice.meaningOf(Object.values(outputs)[0]!);
    };
    const picture = typed([2, 4, 4, 1], logits);
    expect(through('stop-gradient', { value: picture })).toEqual(logits);
    expect(through('slice', { value: picture }, { axis: 1, size: 2 })).toEqual(logits);
    expect(through('transpose', { value: picture }, { order: [0, 2, 1, 3] })).toEqual(logits);
    expect(through('resize', { image: picture }, { size: [8, 8] })).toEqual(logits);
    expect(through('clip', { value: typed([2], { kind: 'image' }) })).toEqual({
      kind: 'image',
      range: [-1, 1],
    });
    expect(through('softmax', { value: picture })).toEqual({
      kind: 'image',
      form: 'probabilities',
      range: [0, 1],
    });
    expect(through('scale', { value: picture })).toEqual({ kind: 'any' });
  });

  const shapes: [kind: string, inputs: Wired<Arriving>, dials: Dials, expected: string][] = [
    ['add', { a: typed([BATCH, 3]), b: typed([3]) }, {}, '[B, 3]'],
    ['mix', { a: typed([BATCH, 3]), b: typed([BATCH, 3]), amount: typed([BATCH]) }, {}, '[B, 3]'],
    ['reparameterize', { mean: typed([BATCH, 2]), logVariance: typed([BATCH, 2]) }, {}, '[B, 2]'],
    ['gradient', { of: typed([BATCH, 2]), withRespectTo: typed([BATCH, 5]) }, {}, '[B, 5]'],
    ['one-hot', { indices: { shape: [BATCH], dtype: 'int32' } }, { classes: 10 }, '[B, 10]'],
    ['reduce', { value: typed([BATCH, 2]) }, { kind: 'mean' }, '[]'],
    ['reduce', { value: typed([BATCH, 2]) }, { kind: 'max', axes: [-1] }, '[B]'],
    ['norm', { value: typed([{ batches: 10 }, 2]) }, {}, '[10·B]'],
    ['matmul', { a: typed([BATCH, 2, 3]), b: typed([3, 4]) }, {}, '[B, 2, 4]'],
    ['transpose', { value: typed([BATCH, 2, 3]) }, {}, '[B, 3, 2]'],
    ['slice', { value: typed([BATCH, 4]) }, { begin: 1, size: 2 }, '[B, 2]'],
    ['resize', { image: typed([BATCH, 7, 7, 3]) }, { size: [14, 14], method: 'nearest' }, '[B, 14, 14, 3]'],
    ['select', { condition: typed([BATCH]), a: typed([BATCH, 2]), b: typed([2]) }, {}, '[B, 2]'],
    ['gaussian-log-density', { value: typed([BATCH, 2]) }, {}, '[B]'],
  ];
  test.each(shapes)('%s keeps the batch open', (kind, inputs, dials, expected) => {
    const { outputs } = buildOnBoard(kind, inputs, dials, { batch: BATCH });
    expect(formatShape(Object.values(outputs)[0]!.shape)).toBe(expected);
  });

  const type = (shape: Shape, dtype: DType = 'float32') => ({ shape, dtype });
  const refusals: [kind: string, inputs: Wired<Arriving>, dials: Dials, message: RegExp][] = [
    [
      'reparameterize',
      { mean: type([2, 2]), logVariance: type([2, 3]) },
      {},
      /'mean' and 'logVariance' need the same shape; they are \[2, 2\] and \[2, 3\]/,
    ],
    ['one-hot', { indices: type([2], 'int32') }, {}, /does not say how many classes/],
    ['one-hot', { indices: type([2]) }, { classes: 3 }, /int32/],
    ['norm', { value: type([]) }, {}, /'value' needs a batch of values/],
    ['transpose', { value: type([2]) }, {}, /Two axes are needed/],
    ['transpose', { value: type([2, 3]) }, { order: [0, 0] }, /each axis from 0 to 1 once/],
    ['slice', { value: type([2, 3]) }, { begin: 2, size: 2 }, /asks for 2 elements from 2 on along axis 1/],
    ['slice', { value: type([2, 3]) }, { axis: 2 }, /Axis 2 was asked for/],
    [
      'resize',
      { image: type([2, 4, 4, 1]) },
      { size: [6, 6], method: 'nearest' },
      /same whole multiple .* \[2, 4, 4, 1\] cannot become 6 x 6/,
    ],
    ['resize', { image: type([2, 4, 4, 1]) }, { size: [8, 12], method: 'nearest' }, /same whole multiple/],
    ['resize', { image: type([2, 4]) }, { size: [8, 8] }, /\[batch, height, width, channels\]/],
    ['clip', { value: type([2]) }, { least: 2, largest: 1 }, /least value, 2, is above the largest, 1/],
    ['mix', { a: type([2, 3]), b: type([2, 3]), amount: type([3, 2]) }, {}, /shapes that are equal/],
    ['matmul', { a: type([2, 3]), b: type([2, 3]) }, {}, /matMul|matrix/i],
    ['gather', { values: type([2, 3]), indices: type([2]) }, {}, /int32/],
  ];
  test.each(refusals)('%s refuses with a sentence', (kind, inputs, dials, message) => {
    expect(() => buildOnBoard(kind, inputs, dials)).toThrow(message);
  });
});
