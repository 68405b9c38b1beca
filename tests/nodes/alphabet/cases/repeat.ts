import fc from 'fast-check';
import { float32 } from '../../../../nodes/alphabet/rules.ts';
import type { Body } from '../../../../nodes/alphabet/operations/repeat.ts';
import type { Shape } from '../../../../nodes/alphabet/shape.ts';
import type { Contracts } from '../case.ts';
import { floats } from '../tensors.ts';

/** x ← x · c + x², and x · c is kept: values 0 the turn, 1 x, 2 c. */
const body = (shape: Shape): Body => ({
  types: [{ shape: [], dtype: 'int32' }, ...Array.from({ length: 5 }, () => float32(shape))],
  instructions: [
    { kind: 'multiply', inputs: [1, 2], outputs: [3], attributes: {}, origin: null },
    { kind: 'square', inputs: [1], outputs: [4], attributes: {}, origin: null },
    { kind: 'add', inputs: [3, 4], outputs: [5], attributes: {}, origin: null },
  ],
  next: [5],
  kept: [3],
});

const attributes = { count: 2, keep: [1], body: body([2, 3]) };

export default {
  repeat: {
    valid: (batch) =>
      // Small numbers, as squares of squares grow.
      fc
        .tuple(batch, fc.integer({ min: 1, max: 3 }))
        .chain(([size, count]) =>
          fc.tuple(
            floats([size, 3], { from: -0.5, to: 0.5 }),
            floats([size, 3], { from: -0.5, to: 0.5 }),
            fc.constant(count),
            fc.subarray([...Array(count).keys()], { minLength: 1 }),
          ),
        )
        .map(([x, c, count, keep]) => ({
          inputs: [x, c],
          attributes: { count, keep, body: body(x.shape) },
        })),
    wrong: [
      { types: [float32([2, 3]), float32([2, 3])], attributes: { ...attributes, count: 0 } },
      { types: [], attributes },
      { types: [float32([2, 4]), float32([2, 3])], attributes },
      { types: [{ shape: [2, 3], dtype: 'int32' }, float32([2, 3])], attributes },
    ],
  },
} satisfies Contracts;
