import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts } from '../case.ts';
import { floats, shapes } from '../tensors.ts';

const images = (batch: fc.Arbitrary<number>) => shapes(batch, { min: 4, max: 4 });
const sides = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }));

export default {
  upsampleNearest: {
    valid: (batch) =>
      images(batch).chain((shape) =>
        fc
          .tuple(floats(shape), fc.integer({ min: 1, max: 3 }))
          .map(([x, factor]) => ({ inputs: [x], attributes: { factor } })),
      ),
    wrong: [
      { types: [float32([2, 3, 4])], attributes: { factor: 2 } },
      { types: [int32([2, 3, 3, 1])], attributes: { factor: 2 } },
      { types: [float32([2, 3, 3, 1])], attributes: { factor: 0 } },
    ],
    linear: true,
  },
  resizeBilinear: {
    valid: (batch) =>
      images(batch).chain((shape) =>
        fc.tuple(floats(shape), sides).map(([x, to]) => ({ inputs: [x], attributes: { size: to } })),
      ),
    wrong: [
      { types: [float32([2, 3, 4])], attributes: { size: [2, 2] } },
      { types: [int32([2, 3, 3, 1])], attributes: { size: [2, 2] } },
      { types: [float32([2, 3, 3, 1])], attributes: { size: [2, 0] } },
    ],
    linear: true,
  },
  resizeBilinearGradient: {
    valid: (batch) =>
      images(batch).chain(([b, height, width, channels]) =>
        sides.chain(([rows, columns]) =>
          floats([b!, rows, columns, channels!]).map((dy) => ({
            inputs: [dy],
            attributes: { inputShape: [b!, height!, width!, channels!] },
          })),
        ),
      ),
    wrong: [
      { types: [float32([2, 3, 3, 1])], attributes: { inputShape: [2, 5, 5, 2] } },
      { types: [float32([2, 3, 3, 1])], attributes: { inputShape: [5, 5, 1] } },
      { types: [int32([2, 3, 3, 1])], attributes: { inputShape: [2, 5, 5, 1] } },
      { types: [float32([3, 3, 1])], attributes: { inputShape: [2, 5, 5, 1] } },
    ],
    linear: true,
  },
} satisfies Contracts;
