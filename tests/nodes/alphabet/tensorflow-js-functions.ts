import type * as tfjs from '@tensorflow/tfjs';
import type { Attributes } from '../../../nodes/alphabet/operation.ts';
import type { Case } from './case.ts';

type TensorFlowJs = typeof tfjs;
type Tensor = tfjs.Tensor;

/** An operation the way a user of TensorFlow.js writes it. */
export interface Function {
  readonly run: (
    tf: TensorFlowJs,
    inputs: readonly [Tensor, Tensor, Tensor],
    attributes: Attributes,
  ) => Tensor;
  /** The calls for which TensorFlow.js has a gradient, and a right one. */
  readonly knows?: (example: Case) => boolean;
}

const unary = (name: keyof TensorFlowJs): Function => ({
  run: (tf, [x]) => (tf[name] as (x: Tensor) => Tensor)(x),
});

const binary = (name: keyof TensorFlowJs): Function => ({
  run: (tf, [a, b]) => (tf[name] as (a: Tensor, b: Tensor) => Tensor)(a, b),
});

const numbers = (value: unknown) => value as number[];
const pair = (value: unknown) => value as [number, number] | undefined;

const reduction = (name: 'sum' | 'mean' | 'max' | 'min' | 'logSumExp'): Function => ({
  run: (tf, [x], { axes, keepDimensions }) =>
    tf[name](x, axes as number[] | undefined, keepDimensions as boolean | undefined),
});

const sameShapes = ({ inputs }: Case) =>
  inputs.every(({ shape }) => JSON.stringify(shape) === JSON.stringify(inputs[0]!.shape));

const hasLeadingAxesAlike = ({ inputs: [a, b] }: Case) =>
  JSON.stringify(a!.shape.slice(0, -2)) === JSON.stringify(b!.shape.slice(0, -2));

/** Its gradients of convolutions know no dilation, and no zeros given as numbers where the kernel strides. */
const isPlainWindow = ({ attributes: { dilations, padding } }: Case) =>
  Math.max(...(pair(dilations) ?? [1])) === 1 && !Array.isArray(padding);

/** Its average pools divide by the whole window over the edge when they go back. */
const staysInside = ({ attributes: { padding } }: Case) => padding !== 'same';

/**
 * TensorFlow.js' own function for each operation that has one with a gradient. Not here: bilinear resizing (its gradient knows no
 * half-pixel centres), nearest resizing (its gradient misses elements at factor 2: it disagrees with differences of its own values), and
 * softmax cross-entropy (its gradient holds for labels that sum to 1 only).
 */
export const functions: Readonly<Record<string, Function>> = {
  add: binary('add'),
  subtract: binary('sub'),
  multiply: binary('mul'),
  divide: binary('div'),
  maximum: { ...binary('maximum'), knows: sameShapes },
  minimum: { ...binary('minimum'), knows: sameShapes },
  power: binary('pow'),
  modulo: binary('mod'),
  negative: unary('neg'),
  absolute: unary('abs'),
  exp: unary('exp'),
  log: unary('log'),
  sqrt: unary('sqrt'),
  rsqrt: unary('rsqrt'),
  square: unary('square'),
  reciprocal: unary('reciprocal'),
  sin: unary('sin'),
  cos: unary('cos'),
  tanh: unary('tanh'),
  sigmoid: unary('sigmoid'),
  softplus: unary('softplus'),
  erf: unary('erf'),
  log1p: unary('log1p'),
  expm1: unary('expm1'),
  relu: unary('relu'),
  select: { run: (tf, [condition, a, b]) => tf.where(condition, a, b), knows: sameShapes },
  reduceSum: reduction('sum'),
  reduceMean: reduction('mean'),
  reduceMax: reduction('max'),
  reduceMin: reduction('min'),
  logSumExp: reduction('logSumExp'),
  matMul: {
    run: (tf, [a, b], { transposeA, transposeB }) =>
      tf.matMul(a, b, transposeA === true, transposeB === true),
    knows: hasLeadingAxesAlike,
  },
  reshape: { run: (tf, [x], { shape }) => tf.reshape(x, numbers(shape)) },
  transpose: { run: (tf, [x], { permutation }) => tf.transpose(x, numbers(permutation)) },
  broadcastTo: {
    run: (tf, [x], { shape }) => tf.broadcastTo(x, numbers(shape)),
    knows: ({ attributes: { shape } }) => numbers(shape).length > 0 && numbers(shape).length <= 4,
  },
  concat: { run: (tf, values, { axis }) => tf.concat([...values], axis as number) },
  slice: {
    run: (tf, [x], { begin, size }) => tf.slice(x, numbers(begin), numbers(size)),
    knows: ({ inputs: [x] }) => x!.shape.length > 0,
  },
  pad: {
    run: (tf, [x], { paddings, value }) =>
      tf.pad(x, paddings as [number, number][], value as number | undefined),
    knows: ({ inputs: [x] }) => x!.shape.length > 0,
  },
  tile: {
    run: (tf, [x], { repeats }) => tf.tile(x, numbers(repeats)),
    knows: ({ inputs: [x] }) => x!.shape.length > 0,
  },
  reverse: { run: (tf, [x], { axes }) => tf.reverse(x, numbers(axes)) },
  gather: {
    run: (tf, [values, indices], { axis = 0 }) => tf.gather(values, indices as tfjs.Tensor1D, axis as number),
  },
  segmentSum: {
    run: (tf, [values, indices], { segments }) =>
      tf.unsortedSegmentSum(values, indices as tfjs.Tensor1D, segments as number),
    knows: ({ inputs: [, indices] }) => indices!.shape.length === 1,
  },
  conv2d: {
    run: (tf, [image, kernel], { strides = [1, 1], padding = 'valid' }) =>
      tf.conv2d(image as tfjs.Tensor4D, kernel as tfjs.Tensor4D, pair(strides)!, padding as 'same'),
    knows: isPlainWindow,
  },
  depthwiseConv2d: {
    run: (tf, [image, kernel], { strides = [1, 1], padding = 'valid' }) =>
      tf.depthwiseConv2d(image as tfjs.Tensor4D, kernel as tfjs.Tensor4D, pair(strides)!, padding as 'same'),
    knows: isPlainWindow,
  },
  maxPool: {
    run: (tf, [image], { size, strides = size, padding = 'valid' }) =>
      tf.maxPool(image as tfjs.Tensor4D, pair(size)!, pair(strides)!, padding as 'same'),
  },
  averagePool: {
    run: (tf, [image], { size, strides = size, padding = 'valid' }) =>
      tf.avgPool(image as tfjs.Tensor4D, pair(size)!, pair(strides)!, padding as 'same'),
    knows: staysInside,
  },
  softmax: {
    run: (tf, [x]) => tf.softmax(x),
    knows: ({ attributes: { axis = -1 }, inputs: [x] }) => axis === -1 || axis === x!.shape.length - 1,
  },
  logSoftmax: {
    run: (tf, [x]) => tf.logSoftmax(x),
    knows: ({ attributes: { axis = -1 }, inputs: [x] }) => axis === -1 || axis === x!.shape.length - 1,
  },
  sigmoidCrossEntropy: {
    run: (tf, [labels, logits]) =>
      tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE),
    knows: sameShapes,
  },
  cumulativeSum: {
    run: (tf, [x], { axis, exclusive, reverse }) =>
      tf.cumsum(x, axis as number, exclusive === true, reverse === true),
    // Along other axes its gradient forgets to turn the axes back.
    knows: ({ attributes: { axis }, inputs: [x] }) => axis === x!.shape.length - 1,
  },
};
