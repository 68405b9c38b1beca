import fc from 'fast-check';
import { bool, float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts, WrongCall } from '../case.ts';
import { bools, broadcastable, floats, ints, shapes } from '../tensors.ts';

/** Few different numbers, so that many are equal. */
const compared =
  (withBools: boolean): Contract['valid'] =>
  (batch) =>
    broadcastable(batch, 2, { min: 0 }).chain(([left, right]) => {
      const kinds = [
        fc.tuple(floats(left!, { step: 1 }), floats(right!, { step: 1 })),
        fc.tuple(ints(left!, -1, 1), ints(right!, -1, 1)),
        ...(withBools ? [fc.tuple(bools(left!), bools(right!))] : []),
      ];
      return fc.oneof(...kinds).map((inputs) => ({ inputs, attributes: {} }));
    });

const logical: Contract['valid'] = (batch) =>
  broadcastable(batch, 2, { min: 0 }).chain(([left, right]) =>
    fc.tuple(bools(left!), bools(right!)).map((inputs) => ({ inputs, attributes: {} })),
  );

const mismatches: readonly WrongCall[] = [
  { types: [float32([2, 3]), float32([2])] },
  { types: [float32([2]), int32([2])] },
];
const notForBools: WrongCall = { types: [bool([2]), bool([2])] };
const notForNumbers: readonly WrongCall[] = [
  { types: [float32([2]), float32([2])] },
  { types: [bool([2]), bool([3])] },
];

const ordered: Contract = { valid: compared(false), wrong: [...mismatches, notForBools] };

export default {
  equal: { valid: compared(true), wrong: mismatches },
  notEqual: { valid: compared(true), wrong: mismatches },
  less: ordered,
  lessEqual: ordered,
  greater: ordered,
  greaterEqual: ordered,
  logicalAnd: { valid: logical, wrong: notForNumbers },
  logicalOr: { valid: logical, wrong: notForNumbers },
  logicalNot: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) => bools(shape).map((x) => ({ inputs: [x], attributes: {} }))),
    wrong: [{ types: [float32([2])] }, { types: [int32([2])] }],
  },
  select: {
    valid: (batch) =>
      broadcastable(batch, 3, { min: 0 }).chain(([condition, a, b]) =>
        fc
          .oneof(
            { arbitrary: fc.tuple(bools(condition!), floats(a!), floats(b!)), weight: 4 },
            fc.tuple(bools(condition!), ints(a!), ints(b!)),
            fc.tuple(bools(condition!), bools(a!), bools(b!)),
          )
          .map((inputs) => ({ inputs, attributes: {} })),
      ),
    wrong: [
      { types: [float32([2]), float32([2]), float32([2])] },
      { types: [bool([2]), float32([2]), int32([2])] },
      { types: [bool([2]), float32([3]), float32([3])] },
    ],
    linear: true,
  },
} satisfies Contracts;
