import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts } from '../case.ts';
import { anything, axisOf, floats, ints, shapes, size } from '../tensors.ts';

export default {
  gather: {
    valid: (batch) =>
      fc
        .tuple(shapes(batch), fc.array(size, { maxLength: 2 }))
        .chain(([shape, picked]) =>
          fc
            .option(axisOf(shape), { nil: undefined })
            .chain((axis) =>
              fc
                .tuple(anything(shape), ints(picked, 0, shape.at(axis ?? 0)! - 1))
                .map((inputs) => ({ inputs, attributes: axis === undefined ? {} : { axis } })),
            ),
        ),
    wrong: [
      { types: [float32([3]), float32([2])] },
      { types: [float32([3]), int32([2])], attributes: { axis: 1 } },
      { types: [float32([]), int32([2])] },
    ],
    linear: true,
  },
  segmentSum: {
    valid: (batch) =>
      fc
        .tuple(shapes(batch), size)
        .chain(([shape, segments]) =>
          fc
            .nat(shape.length)
            .chain((leading) =>
              fc
                .tuple(floats(shape), ints(shape.slice(0, leading), 0, segments - 1))
                .map((inputs) => ({ inputs, attributes: { segments } })),
            ),
        ),
    wrong: [
      { types: [int32([3]), int32([3])], attributes: { segments: 2 } },
      { types: [float32([3]), float32([3])], attributes: { segments: 2 } },
      { types: [float32([3]), int32([2])], attributes: { segments: 2 } },
      { types: [float32([3]), int32([3, 1])], attributes: { segments: 2 } },
      { types: [float32([3]), int32([3])], attributes: { segments: 0 } },
    ],
    linear: true,
  },
  oneHot: {
    valid: (batch) =>
      fc
        .tuple(shapes(batch, { min: 0, max: 3 }), size)
        .chain(([shape, depth]) =>
          ints(shape, -1, depth).map((x) => ({ inputs: [x], attributes: { depth } })),
        ),
    wrong: [
      { types: [float32([3])], attributes: { depth: 2 } },
      { types: [int32([3])], attributes: { depth: 0 } },
    ],
  },
} satisfies Contracts;
