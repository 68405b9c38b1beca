import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts } from '../case.ts';
import { floats, shapes, type Numbers } from '../tensors.ts';

const epsilon = fc.constantFrom(1 / 4, 1 / 2);
const channels = (shape: Numbers) => [shape.at(-1)!];

export default {
  batchNormalization: {
    valid: (batch) =>
      shapes(batch, { min: 2 }).chain((shape) =>
        fc
          .tuple(floats(shape), floats(channels(shape)), floats(channels(shape)), epsilon)
          .map(([x, scale, shift, e]) => ({ inputs: [x, scale, shift], attributes: { epsilon: e } })),
      ),
    wrong: [
      { types: [float32([3]), float32([3]), float32([3])], attributes: { epsilon: 1 } },
      { types: [float32([2, 3]), float32([2]), float32([3])], attributes: { epsilon: 1 } },
      { types: [float32([2, 3]), float32([3]), float32([3, 1])], attributes: { epsilon: 1 } },
      { types: [int32([2, 3]), float32([3]), float32([3])], attributes: { epsilon: 1 } },
      { types: [float32([2, 3]), float32([3]), int32([3])], attributes: { epsilon: 1 } },
    ],
  },
  batchNormalizationGradient: {
    valid: (batch) =>
      shapes(batch, { min: 2 }).chain((shape) =>
        fc
          .tuple(
            floats(shape),
            floats(shape),
            floats(channels(shape)),
            floats(channels(shape)),
            floats(channels(shape), { from: 1 / 2 }),
            epsilon,
          )
          .map(([dy, x, scale, mean, variance, e]) => ({
            inputs: [dy, x, scale, mean, variance],
            attributes: { epsilon: e },
          })),
      ),
    wrong: [
      {
        types: [float32([2, 2]), float32([2, 3]), float32([3]), float32([3]), float32([3])],
        attributes: { epsilon: 1 },
      },
      {
        types: [float32([2, 3]), float32([2, 3]), float32([3]), float32([2]), float32([3])],
        attributes: { epsilon: 1 },
      },
      {
        types: [int32([2, 3]), float32([2, 3]), float32([3]), float32([3]), float32([3])],
        attributes: { epsilon: 1 },
      },
    ],
  },
} satisfies Contracts;
