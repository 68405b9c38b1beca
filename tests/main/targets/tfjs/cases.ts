import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { DType } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { arrayOf } from '../../../../main/targets/feeds.ts';
import type { Elements } from '../../../../main/targets/target.ts';
import { uniform } from '../../../../main/targets/tfjs/philox.ts';

/** A tensor to be fed: its shape and what its elements are like. */
export interface Given {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly elements: Elements;
}

/** One use of one operation. */
export interface Case {
  readonly kind: string;
  readonly given: readonly Given[];
  readonly attributes: Attributes;
}

let stream = 0;

/** Numbers that differ from tensor to tensor and are the same in every run. */
function given(shape: readonly number[], dtype: DType, from: number, to: number): Given {
  const count = shape.reduce((a, b) => a * b, 1);
  const numbers = uniform(count, { seed: 1, stream: stream++, draw: 0 }).map(
    (unit) => from + (to - from) * unit,
  );
  return {
    shape,
    dtype,
    elements: arrayOf[dtype].from(dtype === 'float32' ? numbers : numbers.map(Math.floor)),
  };
}

export const float = (...shape: number[]) => given(shape, 'float32', -2, 2);
export const positive = (...shape: number[]) => given(shape, 'float32', 0.1, 3);
export const int = (...shape: number[]) => given(shape, 'int32', -4, 5);
export const bool = (...shape: number[]) => given(shape, 'bool', 0, 2);
export const index = (count: number, ...shape: number[]) => given(shape, 'int32', 0, count);
/** Few different numbers, so that there are ties. */
export const tied = (...shape: number[]): Given => {
  const { elements, ...rest } = given(shape, 'int32', -1, 2);
  return { ...rest, dtype: 'float32', elements: Float32Array.from(elements) };
};
export const random = (seed: number, draw: number): Given => ({
  shape: [2],
  dtype: 'int32',
  elements: Int32Array.of(seed, draw),
});

const use = (kind: string, inputs: readonly Given[], attributes: Attributes = {}): Case => ({
  kind,
  given: inputs,
  attributes,
});

/** The program that a case is: one operation over its feeds, with all its outputs by name. */
export function programOf({ kind, given: inputs, attributes }: Case): {
  program: Program;
  feeds: Record<string, Elements>;
} {
  const trace = new Trace();
  const tensors = inputs.map(({ shape, dtype }, i) =>
    trace.feed(`x${i}`, { shape, dtype }, { kind: 'input', name: `x${i}` }),
  );
  const outputs = trace.apply(kind, tensors, attributes);
  const names = alphabet.get(kind)!.outputs ?? ['result'];
  return {
    program: trace.program(Object.fromEntries(names.map((name, i) => [name, outputs[i]!]))),
    feeds: Object.fromEntries(inputs.map(({ elements }, i) => [`x${i}`, elements])),
  };
}

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

/** [image height and width, kernel, settings]: every kind of padding, strides, dilations, even and odd sizes. */
export const GEOMETRIES: readonly (readonly [number[], number[], Attributes])[] = [
  [[5, 6], [3, 3], {}],
  [[5, 6], [3, 3], { padding: 'same' }],
  [[6, 5], [3, 2], { padding: 'same', strides: [2, 2] }],
  [[7, 7], [4, 4], { padding: 'same', strides: [2, 2] }],
  [[8, 7], [3, 3], { padding: 'valid', strides: [2, 2] }],
  [[8, 9], [3, 3], { padding: 'same', dilations: [2, 2] }],
  [[9, 9], [2, 3], { padding: 'valid', dilations: [3, 2] }],
  [
    [5, 5],
    [3, 3],
    {
      padding: [
        [2, 0],
        [1, 3],
      ],
      strides: [2, 2],
    },
  ],
  [
    [4, 4],
    [3, 3],
    {
      padding: [
        [3, 4],
        [3, 3],
      ],
    },
  ],
  [
    [6, 6],
    [3, 3],
    {
      padding: [
        [1, 2],
        [0, 1],
      ],
      dilations: [2, 1],
    },
  ],
  [[3, 3], [1, 1], { strides: [2, 2] }],
  [[2, 2], [5, 5], { padding: 'same', strides: [3, 3] }],
];

/** A convolution or its transposes, whose gradient has the shape that the forward operation gives. */
function convolutions(
  family: 'conv2d' | 'depthwiseConv2d',
  kernels: readonly (readonly [number, number])[],
): Case[] {
  const unequal: (typeof GEOMETRIES)[number] = [[6, 7], [3, 2], { padding: 'same', strides: [2, 1] }];
  const all = family === 'conv2d' ? [...GEOMETRIES, unequal] : GEOMETRIES;
  return kernels.flatMap(([input, output]) =>
    all.flatMap(([[height, width], [rows, columns], attributes]) => {
      const image = float(2, height!, width!, input);
      const kernel = float(rows!, columns!, input, output);
      const forward = use(family, [image, kernel], attributes);
      const [type] = alphabet.get(family)!.infer([image, kernel], attributes);
      const dy = float(...(type!.shape as number[]));
      return [
        forward,
        use(`${family}InputGradient`, [dy, kernel], { ...attributes, inputShape: image.shape }),
        use(`${family}FilterGradient`, [image, dy], { ...attributes, kernelShape: kernel.shape }),
      ];
    }),
  );
}

function poolings(): Case[] {
  const settings: readonly Attributes[] = [
    { size: [2, 2] },
    { size: [3, 2], padding: 'same' },
    { size: [3, 3], strides: [2, 2], padding: 'same' },
    { size: [3, 3], strides: [1, 1] },
    { size: [2, 3], strides: [3, 1], padding: 'same' },
  ];
  return settings.flatMap((attributes) =>
    [float, tied].flatMap((make) => {
      const image = make(2, 7, 6, 3);
      const shape = alphabet.get('maxPool')!.infer([image], attributes)[0]!.shape as number[];
      const dy = float(...shape);
      const y: Given = { ...dy, elements: largest(image, shape, attributes) };
      return [
        use('maxPool', [image], attributes),
        use('maxPoolGradient', [image, y, dy], attributes),
        use('averagePool', [image], attributes),
        use('averagePoolGradient', [dy], { ...attributes, inputShape: image.shape }),
      ];
    }),
  );
}

/** What `maxPool` gives, for its gradient, which is told. */
function largest(image: Given, shape: readonly number[], attributes: Attributes): Float32Array {
  const {
    size,
    strides = size,
    padding,
  } = attributes as { size: number[]; strides?: number[]; padding?: string };
  const [, height, width, channels] = image.shape as number[];
  const before = [0, 1].map((side) => {
    const whole = image.shape[side + 1]!;
    const total = (Math.ceil(whole / strides![side]!) - 1) * strides![side]! + size[side]! - whole;
    return padding === 'same' ? Math.floor(Math.max(0, total) / 2) : 0;
  });
  const result = new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(-Infinity);
  const [, rows, columns] = shape as number[];
  result.forEach((_, place) => {
    const c = place % channels!;
    const column = Math.floor(place / channels!) % columns!;
    const row = Math.floor(place / channels! / columns!) % rows!;
    const b = Math.floor(place / channels! / columns! / rows!);
    for (let i = 0; i < size[0]!; i++)
      for (let j = 0; j < size[1]!; j++) {
        const y = row * strides![0]! - before[0]! + i;
        const x = column * strides![1]! - before[1]! + j;
        if (y < 0 || y >= height! || x < 0 || x >= width!) continue;
        const cell = image.elements[((b * height! + y) * width! + x) * channels! + c]!;
        result[place] = Math.max(result[place]!, cell);
      }
  });
  return result;
}

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
