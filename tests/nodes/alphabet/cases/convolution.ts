import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts, WrongCall } from '../case.ts';
import { floats, type Numbers } from '../tensors.ts';

/** Numbers that belong together: every corner of strides, paddings and dilations. */
interface Geometry {
  readonly image: Numbers;
  readonly kernel: Numbers;
  readonly dy: Numbers;
  readonly attributes: Record<string, unknown>;
}

interface Side {
  readonly length: number;
  readonly kernel: number;
  readonly padding: readonly [number, number];
}

const side = (dilation: number, padding: string): fc.Arbitrary<Side> =>
  fc
    .record({
      kernel: fc.integer({ min: 1, max: 3 }),
      zeros: padding === 'explicit' ? fc.tuple(fc.nat(2), fc.nat(2)) : fc.constant([0, 0] as const),
      more: fc.nat(4),
    })
    .map(({ kernel, zeros, more }) => {
      const least = padding === 'same' ? 1 : (kernel - 1) * dilation + 1 - zeros[0] - zeros[1];
      return { length: Math.max(1, least) + more, kernel, padding: zeros };
    });

const places = ({ length, kernel, padding }: Side, stride: number, dilation: number, same: boolean) =>
  same
    ? Math.ceil(length / stride)
    : Math.floor((length + padding[0] + padding[1] - (kernel - 1) * dilation - 1) / stride) + 1;

const step = fc.integer({ min: 1, max: 3 });

const geometry = (batch: fc.Arbitrary<number>, depthwise: boolean): fc.Arbitrary<Geometry> =>
  fc
    .record({
      batch,
      steps: fc.tuple(step, step),
      use: fc.constantFrom('neither', 'strides', 'dilations'),
      padding: fc.constantFrom('default', 'valid', 'same', 'explicit'),
      input: fc.integer({ min: 1, max: 2 }),
      output: fc.integer({ min: 1, max: 2 }),
    })
    .chain(({ batch: b, steps, use, padding, input, output }) => {
      const strides = use === 'strides' ? (depthwise ? [steps[0], steps[0]] : steps) : [1, 1];
      const dilations = use === 'dilations' ? steps : [1, 1];
      return fc.tuple(side(dilations[0]!, padding), side(dilations[1]!, padding)).map(([rows, columns]) => {
        const height = places(rows, strides[0]!, dilations[0]!, padding === 'same');
        const width = places(columns, strides[1]!, dilations[1]!, padding === 'same');
        return {
          image: [b, rows.length, columns.length, input],
          kernel: [rows.kernel, columns.kernel, input, output],
          dy: [b, height, width, depthwise ? input * output : output],
          attributes: {
            ...(use === 'strides' ? { strides } : {}),
            ...(use === 'dilations' ? { dilations } : {}),
            ...(padding === 'same' || padding === 'valid' ? { padding } : {}),
            ...(padding === 'explicit' ? { padding: [rows.padding, columns.padding] } : {}),
          },
        };
      });
    });

const image = float32([2, 5, 5, 3]);

const wrongWindows = (attributes: Record<string, unknown> = {}): readonly WrongCall[] => {
  const kernel = float32([3, 3, 3, 1]);
  const settings = [
    { strides: [2, 2], dilations: [2, 2] },
    { strides: [0, 1] },
    { dilations: [1, 0.5] },
    {
      padding: [
        [0, -1],
        [0, 0],
      ],
    },
  ];
  return settings.map((setting) => ({ types: [image, kernel], attributes: { ...attributes, ...setting } }));
};

const family = (depthwise: boolean): readonly [Contract, Contract, Contract] => [
  {
    valid: (batch) =>
      geometry(batch, depthwise).chain(({ image: x, kernel, attributes }) =>
        fc.tuple(floats(x), floats(kernel)).map((inputs) => ({ inputs, attributes })),
      ),
    wrong: [
      { types: [image, float32([3, 3, 2, 4])] },
      { types: [image, float32([3, 3, 3])] },
      { types: [float32([5, 5, 3]), float32([3, 3, 3, 4])] },
      { types: [image, float32([6, 3, 3, 4])] },
      { types: [int32([2, 5, 5, 3]), float32([3, 3, 3, 4])] },
      { types: [float32([2, { batches: 1 }, 5, 3]), float32([3, 3, 3, 4])] },
      ...wrongWindows(),
      ...(depthwise ? [{ types: [image, float32([3, 3, 3, 1])], attributes: { strides: [1, 2] } }] : []),
    ],
    linear: true,
  },
  {
    valid: (batch) =>
      geometry(batch, depthwise).chain(({ image: inputShape, kernel, dy, attributes }) =>
        fc
          .tuple(floats(dy), floats(kernel))
          .map((inputs) => ({ inputs, attributes: { ...attributes, inputShape } })),
      ),
    wrong: [
      { types: [float32([2, 4, 3, 3]), float32([3, 3, 3, 1])], attributes: { inputShape: [2, 5, 5, 3] } },
      { types: [float32([2, 3, 3, 3]), float32([3, 3, 2, 1])], attributes: { inputShape: [2, 5, 5, 3] } },
      { types: [int32([2, 3, 3, 3]), float32([3, 3, 3, 1])], attributes: { inputShape: [2, 5, 5, 3] } },
    ],
    linear: true,
  },
  {
    valid: (batch) =>
      geometry(batch, depthwise).chain(({ image: x, kernel: kernelShape, dy, attributes }) =>
        fc
          .tuple(floats(x), floats(dy))
          .map((inputs) => ({ inputs, attributes: { ...attributes, kernelShape } })),
      ),
    wrong: [
      { types: [image, float32([2, 4, 3, 3])], attributes: { kernelShape: [3, 3, 3, 1] } },
      { types: [image, float32([2, 3, 3, 3])], attributes: { kernelShape: [3, 3, 2, 1] } },
      { types: [int32([2, 5, 5, 3]), float32([2, 3, 3, 3])], attributes: { kernelShape: [3, 3, 3, 1] } },
    ],
    linear: true,
  },
];

const [conv2d, conv2dInputGradient, conv2dFilterGradient] = family(false);
const [depthwiseConv2d, depthwiseConv2dInputGradient, depthwiseConv2dFilterGradient] = family(true);

export default {
  conv2d,
  conv2dInputGradient,
  conv2dFilterGradient,
  depthwiseConv2d,
  depthwiseConv2dInputGradient,
  depthwiseConv2dFilterGradient,
} satisfies Contracts;
