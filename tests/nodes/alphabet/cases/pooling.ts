import fc from 'fast-check';
import type { Values } from '../../../../main/targets/target.ts';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts, WrongCall } from '../case.ts';
import { distinct, floats, type Numbers } from '../tensors.ts';

interface Geometry {
  readonly image: Numbers;
  readonly pooled: Numbers;
  readonly attributes: Record<string, unknown>;
}

const three = fc.integer({ min: 1, max: 3 });
const pair = fc.tuple(three, three);

const geometry = (batch: fc.Arbitrary<number>): fc.Arbitrary<Geometry> =>
  fc
    .record({
      batch,
      size: pair,
      strides: fc.option(pair, { nil: undefined }),
      padding: fc.constantFrom(undefined, 'valid', 'same'),
      more: fc.tuple(fc.nat(4), fc.nat(4)),
      channels: fc.integer({ min: 1, max: 2 }),
    })
    .map(({ batch: b, size, strides, padding, more, channels }) => {
      const along = (axis: 0 | 1) => {
        const length = (padding === 'same' ? 1 : size[axis]) + more[axis];
        const stride = (strides ?? size)[axis];
        const count =
          padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - size[axis]) / stride) + 1;
        return { length, count };
      };
      const [rows, columns] = [along(0), along(1)];
      return {
        image: [b, rows.length, columns.length, channels],
        pooled: [b, rows.count, columns.count, channels],
        attributes: { size, ...(strides ? { strides } : {}), ...(padding ? { padding } : {}) },
      };
    });

const wrong: readonly WrongCall[] = [
  { types: [float32([2, 4, 1])], attributes: { size: [2, 2] } },
  { types: [float32([2, 4, 1, 1])], attributes: { size: [2, 2] } },
  { types: [float32([2, 4, 4, 1])], attributes: { size: [0, 2] } },
  { types: [float32([2, 4, 4, 1])], attributes: { size: [2, 2], strides: [1.5, 1] } },
  { types: [int32([2, 4, 4, 1])], attributes: { size: [2, 2] } },
];

/** What max pooling gives for an image, so that x and y belong together. */
function pool(image: Values, g: Geometry): Float32Array {
  const [, height, width, channels] = image.shape as readonly [number, number, number, number];
  const [batch, rows, columns] = g.pooled as readonly [number, number, number];
  const size = g.attributes['size'] as readonly [number, number];
  const strides = (g.attributes['strides'] ?? size) as readonly [number, number];
  const start = (axis: 0 | 1, length: number, count: number) =>
    g.attributes['padding'] === 'same'
      ? -Math.floor(Math.max(0, (count - 1) * strides[axis] + size[axis] - length) / 2)
      : 0;
  const [top, left] = [start(0, height, rows), start(1, width, columns)];
  const data = new Float32Array(batch * rows * columns * channels).fill(-Infinity);
  for (let at = 0; at < data.length; at++) {
    const channel = at % channels;
    const column = Math.floor(at / channels) % columns;
    const row = Math.floor(at / channels / columns) % rows;
    const example = Math.floor(at / channels / columns / rows);
    for (let i = 0; i < size[0]; i++)
      for (let j = 0; j < size[1]; j++) {
        const y = row * strides[0] + i + top;
        const x = column * strides[1] + j + left;
        if (y < 0 || x < 0 || y >= height || x >= width) continue;
        data[at] = Math.max(
          data[at]!,
          image.data[((example * height + y) * width + x) * channels + channel]!,
        );
      }
  }
  return data;
}

export default {
  maxPool: {
    valid: (batch) =>
      geometry(batch).chain(({ image, attributes }) =>
        distinct(image).map((x) => ({ inputs: [x], attributes })),
      ),
    wrong,
    differentiable: 1,
  },
  maxPoolGradient: {
    valid: (batch) =>
      geometry(batch).chain((g) =>
        fc.tuple(distinct(g.image), floats(g.pooled)).map(([x, dy]) => ({
          inputs: [x, { shape: g.pooled, dtype: 'float32', data: pool(x, g) }, dy],
          attributes: g.attributes,
        })),
      ),
    wrong: [
      {
        types: [float32([1, 4, 4, 1]), float32([1, 2, 2, 1]), float32([1, 2, 3, 1])],
        attributes: { size: [2, 2] },
      },
      {
        types: [float32([1, 4, 4, 1]), float32([1, 2, 2]), float32([1, 2, 2, 1])],
        attributes: { size: [2, 2] },
      },
      {
        types: [float32([1, 4, 4, 1]), float32([1, 2, 2, 1]), int32([1, 2, 2, 1])],
        attributes: { size: [2, 2] },
      },
    ],
    differentiable: 0,
  },
  averagePool: {
    valid: (batch) =>
      geometry(batch).chain(({ image, attributes }) =>
        floats(image).map((x) => ({ inputs: [x], attributes })),
      ),
    wrong,
    linear: true,
  },
  averagePoolGradient: {
    valid: (batch) =>
      geometry(batch).chain(({ image: inputShape, pooled, attributes }) =>
        floats(pooled).map((dy) => ({ inputs: [dy], attributes: { ...attributes, inputShape } })),
      ),
    wrong: [
      { types: [float32([1, 2, 3, 1])], attributes: { size: [2, 2], inputShape: [1, 4, 4, 1] } },
      { types: [int32([1, 2, 2, 1])], attributes: { size: [2, 2], inputShape: [1, 4, 4, 1] } },
      { types: [float32([1, 2, 2, 1])], attributes: { size: [2, 2], inputShape: [4, 4, 1] } },
    ],
    linear: true,
  },
} satisfies Contracts;
