import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import { float, tied, use, type Case, type Given } from './case.ts';

/** [image height and width, kernel, settings]: every kind of padding, strides, dilations, even and odd sizes. */
const GEOMETRIES: readonly (readonly [number[], number[], Attributes])[] = [
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
export function convolutions(
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

export function poolings(): Case[] {
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
