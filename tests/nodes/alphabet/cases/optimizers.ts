import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts } from '../case.ts';
import { floats, ints, shapes } from '../tensors.ts';

const attributes = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const weight = float32([2]);
const scalar = float32([]);

export default {
  adam: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) =>
        fc
          .tuple(
            fc.tuple(
              floats(shape),
              floats(shape),
              floats(shape, { from: 1 / 4, to: 4 }),
              floats(shape),
              floats([], { from: 1 / 64, to: 1 }),
              ints([], 0, 20).map(({ data }) => ({
                shape: [],
                dtype: 'float32' as const,
                data: Float32Array.from(data),
              })),
            ),
            fc.record({
              beta1: fc.constantFrom(0, 0.5, 0.9),
              beta2: fc.constantFrom(0.9, 0.99, 0.999),
              epsilon: fc.constantFrom(1e-7, 1e-3),
            }),
          )
          .map(([inputs, settings]) => ({ inputs, attributes: settings })),
      ),
    wrong: [
      { types: [weight, float32([3]), weight, weight, scalar, scalar], attributes },
      { types: [weight, weight, weight, float32([1]), scalar, scalar], attributes },
      { types: [weight, weight, weight, weight, float32([1]), scalar], attributes },
      { types: [weight, weight, weight, weight, scalar, int32([])], attributes },
      { types: [int32([2]), weight, weight, weight, scalar, scalar], attributes },
    ],
  },
} satisfies Contracts;
