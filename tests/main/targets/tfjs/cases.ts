import { bool, float, index, int, positive, random, tied, use, type Case, type Given } from './case.ts';
import { convolutions, poolings } from './window-cases.ts';

const PAIRS: readonly (readonly [number[], number[]])[] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3, 4], [4]],
  [
    [2, 1, 4],
    [3, 1],
  ],
  [[], [3, 2]],
  [[1], []],
  [
    [2, 1, 2, 1, 3],
    [4, 1, 2, 1],
  ],
];
const pairsOf = (kind: string, make: (...shape: number[]) => Given, other = make) =>
  PAIRS.map(([a, b]) => use(kind, [make(...a), other(...b)]));

const AXES = [undefined, [0], [-1], [0, 2], [1], []];
const reductions = (kind: string, make: (...shape: number[]) => Given) =>
  AXES.flatMap((axes) =>
    [false, true].map((keepDimensions) =>
      use(kind, [make(3, 2, 4)], axes ? { axes, keepDimensions } : { keepDimensions }),
    ),
  );

const UNARY: readonly (readonly [string, readonly ((...shape: number[]) => Given)[]])[] = [
  ['negative', [float, int]],
  ['absolute', [float, int]],
  ['sign', [float, int, tied]],
  ['exp', [float]],
  ['log', [positive]],
  ['sqrt', [positive]],
  ['rsqrt', [positive]],
  ['square', [float, int]],
  ['reciprocal', [positive]],
  ['sin', [float]],
  ['cos', [float]],
  ['tanh', [float]],
  ['sigmoid', [float]],
  ['softplus', [float]],
  ['erf', [float]],
  ['log1p', [positive]],
  ['expm1', [float]],
  ['floor', [float]],
  ['round', [float]],
  ['isFinite', [float]],
  ['relu', [float]],
];

const special: Given = {
  shape: [8],
  dtype: 'float32',
  elements: Float32Array.of(0, -0, 0.5, 1.5, 2.5, -0.5, 80, -80),
};
const infinite: Given = { shape: [3], dtype: 'float32', elements: Float32Array.of(Infinity, -Infinity, NaN) };

/** Every operation of the alphabet in the forms that a backend may trip over. */
export const CASES: readonly Case[] = [
  ...[
    { value: 1.5, shape: [2, 3], dtype: 'float32' },
    { value: [1, 2, 3], shape: [3], dtype: 'int32' },
    { value: [0, 1], shape: [2, 1], dtype: 'bool' },
    { value: 1, shape: [2], dtype: 'bool' },
    { value: -7, shape: [], dtype: 'int32' },
  ].map((attributes) => use('constant', [], attributes)),
  ...['add', 'subtract', 'multiply', 'maximum', 'minimum'].flatMap((kind) => [
    ...pairsOf(kind, float),
    ...pairsOf(kind, int),
  ]),
  ...pairsOf('divide', float, positive),
  ...pairsOf('power', positive, float),
  ...pairsOf('modulo', float, positive),
  ...pairsOf('modulo', int, (...shape) => index(5, ...shape)).map(({ given: [a, b], ...rest }) => ({
    ...rest,
    given: [a!, { ...b!, elements: b!.elements.map((x) => x + 1) }],
  })),
  ...UNARY.flatMap(([kind, makes]) =>
    makes.flatMap((make) => [use(kind, [make(2, 3, 2)]), use(kind, [make()])]),
  ),
  ...['floor', 'round', 'sign', 'softplus', 'sigmoid', 'tanh', 'relu', 'erf', 'expm1', 'isFinite'].map(
    (kind) => use(kind, [special]),
  ),
  use('isFinite', [infinite]),
  use('reluGradient', [float(3, 4), float(3, 4)]),
  ...['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'].flatMap((kind) => [
    ...pairsOf(kind, tied),
    ...pairsOf(kind, int),
  ]),
  ...['equal', 'notEqual', 'logicalAnd', 'logicalOr'].flatMap((kind) => pairsOf(kind, bool)),
  use('logicalNot', [bool(2, 3)]),
  ...[float, int, bool].flatMap((make) => [
    use('select', [bool(2, 3), make(2, 3), make(2, 3)]),
    use('select', [bool(2, 1), make(3), make()]),
    use('select', [bool(), make(2), make(2, 2)]),
    use('select', [bool(2), make(3, 2), make(1, 2)]),
    use('select', [bool(2, 1, 2), make(3, 1), make(1, 1, 1, 1)]),
  ]),
  ...['reduceSum', 'reduceMax', 'reduceMin'].flatMap((kind) => [
    ...reductions(kind, float),
    ...reductions(kind, int),
  ]),
  ...reductions('reduceMean', float),
  ...reductions('reduceAll', bool),
  ...reductions('reduceAny', bool),
  use('reduceSum', [float()]),
  ...[0, 1, -1].flatMap((axis) => [
    use('argMax', [tied(4, 5, 3)], { axis }),
    use('argMax', [int(3, 4, 2)], { axis }),
  ]),
  ...[false, true].flatMap((transposeA) =>
    [false, true].flatMap((transposeB) =>
      (
        [
          [[], []],
          [[3], [3]],
          [[3], []],
          [[], [2, 3]],
          [
            [2, 1],
            [1, 3],
          ],
          [[2, 3], [3]],
          [
            [2, 3],
            [2, 3],
          ],
        ] as const
      ).map(([left, right]) =>
        use(
          'matMul',
          [
            float(...left, ...(transposeA ? [4, 2] : [2, 4])),
            float(...right, ...(transposeB ? [5, 4] : [4, 5])),
          ],
          { transposeA, transposeB },
        ),
      ),
    ),
  ),
  ...[float, int, bool].flatMap((make) => [
    use('reshape', [make(2, 6)], { shape: [3, -1, 2] }),
    use('reshape', [make(1)], { shape: [] }),
    use('transpose', [make(2, 3)], { permutation: [1, 0] }),
    use('transpose', [make(2, 3, 4, 2)], { permutation: [0, 2, 1, 3] }),
    use('transpose', [make(2, 1, 3, 2, 2)], { permutation: [4, 2, 0, 1, 3] }),
    use('transpose', [make(2, 3, 2, 2, 3, 2)], { permutation: [5, 3, 0, 4, 1, 2] }),
    use('transpose', [make(1, 1, 3)], { permutation: [1, 2, 0] }),
    use('broadcastTo', [make(2, 1, 3)], { shape: [4, 2, 5, 3] }),
    use('broadcastTo', [make()], { shape: [2, 2] }),
    use('broadcastTo', [make(2, 1, 2, 1, 3)], { shape: [2, 3, 2, 2, 3] }),
    use('concat', [make(2, 3), make(2, 1), make(2, 2)], { axis: 1 }),
    use('concat', [make(2, 3), make(1, 3)], { axis: -2 }),
    use('concat', [make(2, 2)], { axis: 0 }),
    use('slice', [make(4, 5)], { begin: [1, 2], size: [2, -1] }),
    use('slice', [make(3, 4, 2, 3, 2)], { begin: [1, 0, 1, 0, 1], size: [2, 4, 1, 2, 1] }),
    use('slice', [make(5)], { begin: [2], size: [2] }),
    use('tile', [make(2, 3)], { repeats: [2, 3] }),
    use('stopGradient', [make(2, 2)]),
    ...(['float32', 'int32', 'bool'] as const).map((dtype) => use('cast', [make(2, 5)], { dtype })),
  ]),
  use('cast', [special], { dtype: 'bool' }),
  use('cast', [special], { dtype: 'int32' }),
  ...[float, int].flatMap((make) => [
    use('pad', [make(2, 3)], {
      paddings: [
        [1, 0],
        [2, 3],
      ],
    }),
    use('pad', [make(2, 3, 2, 1, 2)], {
      paddings: [
        [0, 1],
        [1, 0],
        [0, 0],
        [2, 1],
        [0, 1],
      ],
      value: -3,
    }),
    use('pad', [make(3)], { paddings: [[0, 0]], value: 1 }),
    use('reverse', [make(3, 4)], { axes: [1] }),
    use('reverse', [make(2, 3, 2)], { axes: [0, -1] }),
    use('gather', [make(4, 3), index(4, 2, 3)]),
    use('gather', [make(3, 4, 2), index(4, 5)], { axis: 1 }),
    use('gather', [make(3, 4), index(4)], { axis: -1 }),
    ...[0, 1, -1].flatMap((axis) =>
      [false, true].flatMap((exclusive) =>
        [false, true].map((reverse) => use('cumulativeSum', [make(3, 4, 2)], { axis, exclusive, reverse })),
      ),
    ),
  ]),
  use('segmentSum', [float(6, 3), index(4, 6)], { segments: 4 }),
  use('segmentSum', [float(2, 3, 2, 2), index(5, 2, 3)], { segments: 5 }),
  use('segmentSum', [float(7), index(3, 7)], { segments: 3 }),
  use('segmentSum', [float(3), index(2)], { segments: 2 }),
  use('oneHot', [int(2, 4)], { depth: 3 }),
  use('oneHot', [index(3)], { depth: 3 }),
  ...convolutions('conv2d', [
    [3, 4],
    [1, 1],
  ]),
  ...convolutions('depthwiseConv2d', [
    [3, 1],
    [2, 3],
  ]),
  ...poolings(),
  use('upsampleNearest', [float(2, 3, 4, 2)], { factor: 3 }),
  ...[
    [5, 7],
    [2, 3],
    [6, 8],
    [1, 1],
  ].flatMap((size) => [
    use('resizeBilinear', [float(2, 3, 4, 2)], { size }),
    use('resizeBilinearGradient', [float(2, ...size, 2)], { inputShape: [2, 3, 4, 2] }),
  ]),
  ...[0, 1, -1].flatMap((axis) => [
    use('softmax', [float(3, 4, 2)], { axis }),
    use('logSoftmax', [float(3, 4, 2)], { axis }),
  ]),
  use('softmax', [{ shape: [2, 2], dtype: 'float32', elements: Float32Array.of(1000, 999, -1000, -1000) }]),
  ...AXES.map((axes) => use('logSumExp', [float(3, 2, 4)], axes ? { axes } : {})),
  use('sigmoidCrossEntropy', [positive(3, 4), float(3, 4)]),
  use('softmaxCrossEntropy', [positive(3, 4), float(3, 4)]),
  ...[
    [3, 4],
    [2, 3, 3, 2],
  ].flatMap((shape) => {
    const channels = shape.at(-1)!;
    return [
      use('batchNormalization', [float(...shape), float(channels), float(channels)], { epsilon: 1e-3 }),
      use(
        'batchNormalizationGradient',
        [float(...shape), float(...shape), float(channels), float(channels), positive(channels)],
        { epsilon: 1e-3 },
      ),
    ];
  }),
  use('adam', [float(3, 2), float(3, 2), positive(3, 2), float(3, 2), positive(), index(9)].map(asFloat), {
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
  }),
  use('uniformNoise', [random(3, 4)], { shape: [3, 5], stream: 6 }),
  use('normalNoise', [random(-3, 4)], { shape: [7], stream: -6 }),
];

function asFloat(tensor: Given): Given {
  return { ...tensor, dtype: 'float32', elements: Float32Array.from(tensor.elements) };
}
