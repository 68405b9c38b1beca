import fc from 'fast-check';
import { bool, float32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts } from '../case.ts';
import { axisOf, numbers, shapes } from '../tensors.ts';

export default {
  cumulativeSum: {
    valid: (batch) =>
      shapes(batch).chain((shape) =>
        fc
          .tuple(
            numbers(shape),
            fc.record(
              { axis: axisOf(shape), exclusive: fc.boolean(), reverse: fc.boolean() },
              { requiredKeys: ['axis'] },
            ),
          )
          .map(([x, attributes]) => ({ inputs: [x], attributes })),
      ),
    wrong: [
      { types: [bool([2])], attributes: { axis: 0 } },
      { types: [float32([2])], attributes: { axis: -2 } },
      { types: [float32([])], attributes: { axis: 0 } },
    ],
    linear: true,
  },
} satisfies Contracts;
