import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts } from '../case.ts';
import { axisOf, broadcastable, floats, shapes } from '../tensors.ts';
import { reduced } from './reduction.ts';

const along: Contract = {
  valid: (batch) =>
    shapes(batch).chain((shape) =>
      fc
        .tuple(floats(shape), fc.option(axisOf(shape), { nil: undefined }))
        .map(([x, axis]) => ({ inputs: [x], attributes: axis === undefined ? {} : { axis } })),
    ),
  wrong: [
    { types: [float32([])] },
    { types: [float32([2])], attributes: { axis: 1 } },
    { types: [int32([2])] },
  ],
};

export default {
  softmax: along,
  logSoftmax: along,
  logSumExp: {
    valid: reduced(floats),
    wrong: [{ types: [float32([2])], attributes: { axes: [1] } }, { types: [int32([2])] }],
  },
  sigmoidCrossEntropy: {
    valid: (batch) =>
      broadcastable(batch, 2, { min: 0 }).chain(([labels, logits]) =>
        fc
          .tuple(floats(labels!, { from: 0, to: 1 }), floats(logits!, { away: 1 / 2 }))
          .map((inputs) => ({ inputs, attributes: {} })),
      ),
    wrong: [
      { types: [float32([2]), float32([3])] },
      { types: [float32([2]), int32([2])] },
      { types: [int32([2]), int32([2])] },
    ],
  },
  softmaxCrossEntropy: {
    valid: (batch) =>
      shapes(batch).chain((shape) =>
        fc
          .tuple(floats(shape, { from: 0, to: 1 }), floats(shape))
          .map((inputs) => ({ inputs, attributes: {} })),
      ),
    wrong: [
      { types: [float32([2, 3]), float32([2, 4])] },
      { types: [float32([3]), float32([2, 3])] },
      { types: [float32([]), float32([])] },
      { types: [int32([2, 3]), float32([2, 3])] },
      { types: [float32([2, 3]), int32([2, 3])] },
    ],
  },
} satisfies Contracts;
