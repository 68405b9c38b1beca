import fc from 'fast-check';
import { bool, float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts, WrongCall } from '../case.ts';
import { broadcastable, floats, ints, shapes, type Numbers, type Range } from '../tensors.ts';

type Pair = readonly [Range, Range];

/** Two operands that broadcast: float32, and int32 where the operation takes it. */
const operands =
  ([a, b]: Pair, integers: boolean): Contract['valid'] =>
  (batch) =>
    broadcastable(batch, 2, { min: 0 }).chain(([left, right]) => {
      const real = fc.tuple(floats(left!, a), floats(right!, b));
      const whole = fc.tuple(ints(left!), ints(right!));
      return (integers ? fc.oneof({ arbitrary: real, weight: 3 }, whole) : real).map((inputs) => ({
        inputs,
        attributes: {},
      }));
    });

const mismatches: readonly WrongCall[] = [
  { types: [float32([2, 3]), float32([2])] },
  { types: [float32([{ batches: 1 }, 3]), float32([2, 3])] },
  { types: [float32([2]), int32([2])] },
  { types: [bool([2]), bool([2])] },
];

const anywhere: Pair = [{}, {}];
/** Neither equal nor near each other. */
const apart: Pair = [{ step: 1 / 2 }, { step: 1 / 2, offset: 1 / 4 }];

/** ⌊a/b⌋ stays the same in the neighbourhood: a mod b is never near 0 or b. */
const remainder: Contract['valid'] = (batch) => {
  const real = (shape: Numbers) =>
    fc.tuple(
      floats(shape, { from: -3, to: 2.5, step: 1 / 2, offset: 1 / 4 }),
      fc
        .constantFrom(1, -1, 2, -2)
        .map((b) => ({ shape: [], dtype: 'float32' as const, data: Float32Array.of(b) })),
    );
  const whole = (shape: Numbers) =>
    fc.tuple(
      ints(shape, -7, 7),
      fc
        .constantFrom(1, -2, 3, -4)
        .map((b) => ({ shape: [1], dtype: 'int32' as const, data: Int32Array.of(b) })),
    );
  return shapes(batch).chain((shape) =>
    fc
      .oneof({ arbitrary: real(shape), weight: 3 }, whole(shape))
      .map((inputs) => ({ inputs, attributes: {} })),
  );
};

const notForIntegers: WrongCall = { types: [int32([2]), int32([2])] };

export default {
  add: { valid: operands(anywhere, true), wrong: mismatches, linear: true },
  subtract: { valid: operands(anywhere, true), wrong: mismatches, linear: true },
  multiply: { valid: operands(anywhere, true), wrong: mismatches, linear: true },
  divide: { valid: operands([{}, { away: 1 / 2 }], false), wrong: [...mismatches, notForIntegers] },
  maximum: { valid: operands(apart, true), wrong: mismatches },
  minimum: { valid: operands(apart, true), wrong: mismatches },
  // Whole exponents and 0 are corners.
  power: {
    valid: operands([{ from: 1 / 2 }, { step: 1 / 2 }], false),
    wrong: [...mismatches, notForIntegers],
  },
  modulo: { valid: remainder, wrong: mismatches },
} satisfies Contracts;
