import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { DType, TensorType } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import type { Elements } from '../../../../main/targets/target.ts';

/** One operation at sizes and settings at which its printing takes another path. */
export interface Case {
  readonly kind: string;
  readonly inputs: readonly TensorType[];
  readonly attributes: Attributes;
  /** The range of its float inputs; −2 to 2 unless told. */
  readonly range?: readonly [number, number];
}

const float = (...shape: number[]): TensorType => ({ shape, dtype: 'float32' });
const int = (...shape: number[]): TensorType => ({ shape, dtype: 'int32' });
const bool = (...shape: number[]): TensorType => ({ shape, dtype: 'bool' });

const one = (
  kind: string,
  inputs: readonly TensorType[],
  attributes: Attributes = {},
  range?: readonly [number, number],
): Case => ({ kind, inputs, attributes, ...(range && { range }) });

const POSITIVE = [0.1, 3] as const;

const elementwise: readonly Case[] = [
  ...['add', 'subtract', 'multiply', 'maximum', 'minimum'].flatMap((kind) => [
    one(kind, [float(2, 3), float(3)]),
    one(kind, [int(4), int(2, 1)]),
  ]),
  one('divide', [float(2, 3), float(2, 1)], {}, POSITIVE),
  one('power', [float(2, 3), float()], {}, POSITIVE),
  one('modulo', [float(2, 3), float(3)]),
  ...['negative', 'absolute', 'sign', 'square'].flatMap((kind) => [
    one(kind, [float(5)]),
    one(kind, [int(5)]),
  ]),
  ...[
    'exp',
    'reciprocal',
    'sin',
    'cos',
    'tanh',
    'sigmoid',
    'softplus',
    'erf',
    'expm1',
    'floor',
    'round',
    'isFinite',
    'relu',
  ].map((kind) => one(kind, [float(2, 5)])),
  ...['log', 'sqrt', 'rsqrt', 'log1p'].map((kind) => one(kind, [float(2, 5)], {}, POSITIVE)),
  one('reluGradient', [float(7), float(7)]),
  ...['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'].map((kind) =>
    one(kind, [int(6), int(1)]),
  ),
  one('equal', [bool(4), bool(4)]),
  ...['logicalAnd', 'logicalOr'].map((kind) => one(kind, [bool(2, 3), bool(3)])),
  one('logicalNot', [bool(6)]),
  one('select', [bool(2, 1), float(2, 3), float()]),
  one('select', [bool(3), int(2, 3), int(3)]),
  ...(['float32', 'int32', 'bool'] as const).flatMap((dtype) =>
    [float(6), int(6), bool(6)].map((type) => one('cast', [type], { dtype })),
  ),
  one('stopGradient', [float(3)]),
];

const reductions: readonly Case[] = [
  ...['reduceSum', 'reduceMean', 'reduceMax', 'reduceMin'].flatMap((kind) => [
    one(kind, [float(2, 3, 4)]),
    one(kind, [float(2, 3, 4)], { axes: [-1, 0] }),
    one(kind, [float(2, 3, 4)], { axes: [1], keepDimensions: true }),
  ]),
  one('reduceSum', [int(2, 3)], { axes: [0] }),
  ...['reduceAll', 'reduceAny'].map((kind) => one(kind, [bool(3, 4)], { axes: [1] })),
  one('argMax', [float(3, 5)], { axis: -1 }),
  one('cumulativeSum', [float(3, 4)], { axis: 1 }),
  one('cumulativeSum', [float(3, 4)], { axis: 0, exclusive: true, reverse: true }),
  ...['softmax', 'logSoftmax'].flatMap((kind) => [
    one(kind, [float(2, 3, 4)]),
    one(kind, [float(2, 3, 4)], { axis: 1 }),
  ]),
  one('logSumExp', [float(2, 5)], { axes: [1] }),
  one('sigmoidCrossEntropy', [float(2, 3), float(2, 3)]),
  one('softmaxCrossEntropy', [float(2, 3, 4), float(2, 3, 4)], {}, [0, 1]),
  one('softmaxCrossEntropy', [float(4), float(4)], {}, [0, 1]),
];

const matrices: readonly Case[] = [
  one('matMul', [float(2, 3), float(3, 4)]),
  one('matMul', [float(3, 2), float(4, 3)], { transposeA: true, transposeB: true }),
  one('matMul', [float(2, 5, 3), float(3, 4)]),
  one('matMul', [float(2, 5, 3), float(4, 3)], { transposeB: true }),
  one('matMul', [float(2, 3, 5), float(3, 4)], { transposeA: true }),
  one('matMul', [float(2, 1, 5, 3), float(4, 3, 2)]),
  one('matMul', [float(5, 3), float(2, 3, 4)]),
];

const shapes: readonly Case[] = [
  one('reshape', [float(2, 6)], { shape: [3, -1] }),
  one('reshape', [bool(2, 6)], { shape: [2, 6] }),
  one('transpose', [float(2, 3, 4)], { permutation: [2, 0, 1] }),
  one('transpose', [int(2, 3)], { permutation: [0, 1] }),
  one('broadcastTo', [float(2, 1)], { shape: [3, 2, 4] }),
  one('broadcastTo', [float(2, 1)], { shape: [2, 1] }),
  one('concat', [float(2, 1), float(2, 3)], { axis: -1 }),
  one('concat', [float(2, 1)], { axis: 0 }),
  one('slice', [float(3, 5)], { begin: [1, 2], size: [1, -1] }),
  one('slice', [float(3, 5)], { begin: [0, 0], size: [3, 5] }),
  one('pad', [float(2, 3)], {
    paddings: [
      [1, 0],
      [0, 2],
    ],
  }),
  one('pad', [float(2, 3)], {
    paddings: [
      [1, 0],
      [0, 2],
    ],
    value: -1.5,
  }),
  one('pad', [int(3)], { paddings: [[1, 1]], value: 7 }),
  one('pad', [int(3)], { paddings: [[0, 0]] }),
  one('tile', [float(2, 3)], { repeats: [2, 1] }),
  one('tile', [float(2, 3)], { repeats: [1, 1] }),
  one('reverse', [float(2, 3)], { axes: [1] }),
  one('gather', [float(5, 3), int(2, 2)], {}),
  one('gather', [float(2, 5, 3), int(4)], { axis: 1 }),
  one('segmentSum', [float(4, 3), int(4)], { segments: 5 }),
  one('segmentSum', [float(2, 2, 3), int(2, 2)], { segments: 5 }),
  one('oneHot', [int(4)], { depth: 5 }),
  one('constant', [], { value: 2.5, shape: [], dtype: 'float32' }),
  one('constant', [], { value: 1, shape: [3, 2], dtype: 'bool' }),
  one('constant', [], { value: [1, -0, 3], shape: [3], dtype: 'float32' }),
  one('constant', [], { value: Array.from({ length: 40 }, (_, i) => i), shape: [4, 10], dtype: 'int32' }),
];

/** image, kernel, attributes */
const windows: readonly [TensorType, TensorType, Attributes][] = [
  [float(2, 5, 6, 2), float(3, 3, 2, 3), { strides: [1, 1], padding: 'same' }],
  [float(2, 5, 6, 2), float(3, 2, 2, 3), { strides: [2, 2], padding: 'same' }],
  [float(1, 6, 7, 2), float(3, 3, 2, 1), { strides: [2, 2], padding: 'valid' }],
  [
    float(1, 5, 4, 2),
    float(3, 3, 2, 2),
    {
      strides: [2, 2],
      padding: [
        [0, 1],
        [2, 1],
      ],
    },
  ],
  [
    float(1, 2, 3, 1),
    float(2, 2, 1, 2),
    {
      padding: [
        [3, 0],
        [2, 3],
      ],
    },
  ],
  [float(1, 6, 5, 1), float(3, 3, 1, 2), { padding: 'same', dilations: [2, 2] }],
  [float(2, 4, 6, 2), float(2, 3, 2, 1), { padding: 'valid', dilations: [1, 2] }],
  [
    float(2, 4, 5, 1),
    float(3, 2, 1, 2),
    {
      padding: [
        [2, 1],
        [0, 1],
      ],
      dilations: [2, 2],
    },
  ],
  [
    float(1, 3, 3, 2),
    float(2, 2, 2, 2),
    {
      padding: [
        [3, 4],
        [0, 3],
      ],
      dilations: [2, 1],
    },
  ],
];

const sizeAfter = (kind: string, [image, kernel, attributes]: (typeof windows)[number]): TensorType => {
  const trace = new Trace();
  const [x, k] = [image, kernel].map((type, i) => trace.feed(String(i), type, { kind: 'input', name: '' }));
  const [y] = trace.apply(kind, [x!, k!], attributes);
  return { shape: y!.shape, dtype: 'float32' };
};

const convolutions: readonly Case[] = ['conv2d', 'depthwiseConv2d'].flatMap((kind) =>
  windows.flatMap((window) => {
    const [image, kernel, attributes] = window;
    const dy = sizeAfter(kind, window);
    return [
      one(kind, [image, kernel], attributes),
      one(`${kind}InputGradient`, [dy, kernel], { ...attributes, inputShape: image.shape }),
      one(`${kind}FilterGradient`, [image, dy], { ...attributes, kernelShape: kernel.shape }),
    ];
  }),
);

const pools: readonly Case[] = [
  ...['maxPool', 'averagePool'].flatMap((kind) => [
    one(kind, [float(2, 4, 4, 2)], { size: [2, 2] }),
    one(kind, [float(1, 5, 6, 2)], { size: [3, 3], strides: [2, 2], padding: 'same' }),
  ]),
  one('maxPoolGradient', [float(1, 4, 4, 1), float(1, 2, 2, 1), float(1, 2, 2, 1)], { size: [2, 2] }),
  one('averagePoolGradient', [float(1, 3, 3, 2)], {
    size: [3, 3],
    strides: [2, 2],
    padding: 'same',
    inputShape: [1, 5, 6, 2],
  }),
  one('upsampleNearest', [float(1, 2, 3, 2)], { factor: 2 }),
  one('resizeBilinear', [float(1, 3, 4, 2)], { size: [7, 5] }),
  one('resizeBilinearGradient', [float(1, 7, 5, 2)], { inputShape: [1, 3, 4, 2] }),
];

const wide: readonly Case[] = [
  one('batchNormalization', [float(2, 3, 4, 5), float(5), float(5)], { epsilon: 1e-3 }),
  one('batchNormalization', [float(6, 5), float(5), float(5)], { epsilon: 1e-3 }),
  one(
    'batchNormalizationGradient',
    [float(6, 5), float(6, 5), float(5), float(5), float(5)],
    { epsilon: 1e-3 },
    POSITIVE,
  ),
  one(
    'adam',
    [float(4), float(4), float(4), float(4), float(), float()],
    { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    POSITIVE,
  ),
  one('uniformNoise', [int(2)], { shape: [3, 5], stream: 123456 }),
  one('normalNoise', [int(2)], { shape: [3, 5], stream: -5 }),
];

export const CASES: readonly Case[] = [
  ...elementwise,
  ...reductions,
  ...matrices,
  ...shapes,
  ...convolutions,
  ...pools,
  ...wide,
];

/** The operation alone: its inputs as feeds `0`, `1`..., its outputs likewise. */
export function programOf({ kind, inputs, attributes }: Case): Program {
  const trace = new Trace();
  const given = inputs.map((type, i) => trace.feed(String(i), type, { kind: 'input', name: String(i) }));
  const outputs = trace.apply(kind, given, attributes);
  return trace.program(Object.fromEntries(outputs.map((output, i) => [String(i), output])));
}

/** Numbers that are the same each time: floats in the range, ints from 0 to 4, bools both ways. */
export function elementsOf({ inputs, range: [low, high] = [-2, 2] }: Case): Record<string, Elements> {
  const fill: Record<DType, (size: number, i: number) => Elements> = {
    float32: (size, i) =>
      Float32Array.from({ length: size }, (_, k) => low + ((high - low) * ((k * 7 + i * 3 + 1) % 23)) / 23),
    int32: (size, i) => Int32Array.from({ length: size }, (_, k) => (k * 3 + i) % 5),
    bool: (size, i) => Uint8Array.from({ length: size }, (_, k) => ((k >> i) + i) % 2),
  };
  return Object.fromEntries(
    inputs.map(({ shape, dtype }, i) => [
      String(i),
      fill[dtype](
        (shape as number[]).reduce((a, b) => a * b, 1),
        i,
      ),
    ]),
  );
}
