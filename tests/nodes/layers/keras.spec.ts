import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import type { DType } from '../../../nodes/alphabet/shape.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { computeNode } from '../build-node.ts';

/** What Keras says that its layers compute; `tests/oracles/layers.py` wrote it in float64. */
interface Case {
  name: string;
  layer: string;
  config: Record<string, number | boolean | string | number[]>;
  training: boolean | null;
  weights: Record<string, Numbers>;
  state: Record<string, Numbers>;
  state_after?: Record<string, Numbers>;
  inputs: (Numbers & { dtype: DType })[];
  output: Numbers;
  cotangent: Numbers;
  gradients: Record<string, Numbers>;
}

interface Numbers {
  shape: number[];
  data: number[];
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../oracles/fixtures/layers.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

type Dials = Record<string, DialValue>;
type Config = Case['config'];

const pair = (value: Config[string] | undefined, otherwise: number): number[] =>
  Array.isArray(value) ? value : [Number(value ?? otherwise)];

const convolution = (config: Config): Dials => ({
  kernel: pair(config.kernel_size, 1),
  strides: pair(config.strides, 1),
  dilation: pair(config.dilation_rate, 1),
  padding: config.padding as string,
  bias: config.use_bias !== false,
});
const pool = ({ pool_size, strides, padding }: Config): Dials => ({
  size: pair(pool_size, 2),
  strides: pair(strides, 2),
  padding: padding as string,
});
const normalization = ({ epsilon, center, scale }: Config): Dials => ({
  epsilon: epsilon as number,
  scale: scale as boolean,
  shift: center as boolean,
});

const activations: Record<string, string> = { relu: 'ReLU', elu: 'ELU', silu: 'SiLU' };

/** Kind and dials that are to equal a layer of Keras. */
const twins: Record<string, (config: Config) => [kind: string, dials: Dials]> = {
  Dense: ({ units, use_bias }) => ['dense', { units: units as number, bias: use_bias as boolean }],
  Conv2D: (config) => ['conv2d', { filters: config.filters as number, ...convolution(config) }],
  Conv2DTranspose: (config) => [
    'conv2d-transpose',
    { filters: config.filters as number, ...convolution(config) },
  ],
  DepthwiseConv2D: (config) => [
    'depthwise-conv2d',
    { multiplier: config.depth_multiplier as number, ...convolution(config) },
  ],
  Embedding: ({ input_dim, output_dim }) => [
    'embedding',
    { count: input_dim as number, size: output_dim as number },
  ],
  BatchNormalization: (config) => [
    'batch-normalization',
    { momentum: config.momentum as number, ...normalization(config) },
  ],
  LayerNormalization: (config) => ['layer-normalization', normalization(config)],
  GroupNormalization: (config) =>
    config.groups === -1
      ? ['instance-normalization', normalization(config)]
      : ['group-normalization', { groups: config.groups as number, ...normalization(config) }],
  RMSNormalization: ({ epsilon }) => ['rms-normalization', { epsilon: epsilon as number }],
  MaxPooling2D: (config) => ['max-pool', pool(config)],
  AveragePooling2D: (config) => ['average-pool', pool(config)],
  GlobalAveragePooling2D: () => ['global-average-pool', {}],
  UpSampling2D: ({ size, interpolation }) => [
    'upsample',
    { factor: size as number, method: interpolation as string },
  ],
  Activation: ({ activation }) => [
    'activation',
    { activation: activations[activation as string] ?? (activation as string) },
  ],
  LeakyReLU: ({ negative_slope }) => ['activation', { activation: 'leaky', slope: negative_slope as number }],
  gelu: () => ['activation', { activation: 'GELU' }],
  MultiHeadAttention: ({ num_heads, key_dim, use_bias, use_causal_mask = false }) => [
    'attention',
    {
      heads: num_heads as number,
      headSize: key_dim as number,
      bias: use_bias as boolean,
      causal: use_causal_mask as boolean,
    },
  ],
};

/** Keras' name of a variable → ours. */
const names: Record<string, string> = {
  moving_mean: 'movingMean',
  moving_variance: 'movingVariance',
  ...Object.fromEntries(
    ['query', 'key', 'value', 'attention_output'].flatMap((part) =>
      ['kernel', 'bias'].map((name) => [
        `${part}/${name}`,
        `${part.replace('attention_', '')}${name.replace(/^./, (letter) => letter.toUpperCase())}`,
      ]),
    ),
  ),
};
const renamed = <T>(values: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [names[name] ?? name, value]));

const float = ({ shape, data }: Numbers): Values => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(data),
});

/** The same numbers with zeros after them along an axis. */
function widened({ shape, data }: Numbers, axis: number, size: number): Numbers {
  const row = shape.slice(axis).reduce((a, b) => a * b, 1);
  const wider = shape.with(axis, size);
  const zeros = Array.from({ length: (row / shape[axis]!) * size - row }, () => 0);
  const rows = Array.from({ length: data.length / row }, (_, i) => data.slice(i * row, (i + 1) * row));
  return { shape: wider, data: rows.flatMap((numbers) => [...numbers, ...zeros]) };
}

/**
 * Keras keeps the heads on an axis of their own; row-major order is the same. Its values may be smaller than its keys:
 * zeros make up for that, and so nothing changes, gradients included.
 */
function flat(name: string, numbers: Numbers, headSize: number): Numbers {
  if (!/^(query|key|value|output)(Kernel|Bias)$/.test(name) || name === 'outputBias') return numbers;
  const own = name === 'outputKernel' ? 1 : numbers.shape.length - 1;
  const { shape, data } = widened(numbers, own, headSize);
  return { shape: [...shape.slice(0, own - 1), shape[own - 1]! * headSize, ...shape.slice(own + 1)], data };
}

/** The tanh form of GELU is no choice of the layer. */
const offered = cases.filter(({ layer, config }) => !(layer === 'gelu' && config.approximate));

test('every layer of Keras in the fixture has a twin', () => {
  expect(offered.filter(({ layer }) => !(layer in twins))).toEqual([]);
  expect(offered.length).toBe(cases.length - 1);
});

/** How far two tensors are apart, against the largest number that was expected; infinite for another shape. */
function difference(actual: Values | undefined, expected: Numbers): number {
  if (JSON.stringify(actual?.shape) !== JSON.stringify(expected.shape)) return Infinity;
  const scale = Math.max(1, ...expected.data.map(Math.abs));
  return Math.max(0, ...expected.data.map((value, i) => Math.abs(value - actual!.data[i]!))) / scale;
}

test.each(offered)('$name equals Keras: values, gradients, moving averages', async (given) => {
  const [kind, dials] = twins[given.layer]!(given.config);
  const variables = Object.entries(renamed({ ...given.weights, ...given.state }));
  const [first, second] = given.inputs.map(({ shape, dtype, data }): Values => ({
    shape,
    dtype,
    data: dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data),
  }));
  const headSize = Number(dials.headSize);
  const self = dials.causal === true;
  const inputs: Record<string, Values> =
    kind === 'attention' ? { query: first!, ...(self ? {} : { context: second! }) } : { input: first! };
  const {
    outputs,
    gradients,
    variables: after,
  } = await computeNode(
    { kind, dials, mode: given.training === false ? 'inference' : 'training' },
    inputs,
    Object.fromEntries(variables.map(([name, numbers]) => [name, float(flat(name, numbers, headSize))])),
    float(given.cotangent),
  );
  const { input, input1, ...rest } = given.gradients;
  const main = gradients[Object.keys(inputs)[0]!];
  // Keras was given a causal sequence twice, and tells the two gradients apart.
  const sum = (a: Numbers, b: Numbers) => ({ ...a, data: a.data.map((value, i) => value + b.data[i]!) });
  const compared: (readonly [what: string, actual: Values | undefined, expected: Numbers])[] = [
    ['output', outputs.output, given.output],
    ...(input ? [['gradient of the input', main, self ? sum(input, input1!) : input] as const] : []),
    ...(input1 && !self ? [['gradient of the context', gradients.context, input1] as const] : []),
    ...Object.entries(renamed(rest)).map(
      ([name, numbers]) => [`gradient of ${name}`, gradients[name], flat(name, numbers, headSize)] as const,
    ),
    ...Object.entries(renamed(given.state_after ?? {})).map(
      ([name, numbers]) => [`${name} after`, after[name], numbers] as const,
    ),
  ];
  const apart = compared.map(([what, actual, expected]) => [what, difference(actual, expected)] as const);
  expect(apart.filter(([, by]) => !(by < 2e-6))).toEqual([]);
});
