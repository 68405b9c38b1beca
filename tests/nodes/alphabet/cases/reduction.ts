import fc from 'fast-check';
import type { Values } from '../../../../main/targets/target.ts';
import { bool, float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contract, Contracts, WrongCall } from '../case.ts';
import {
  axisOf,
  bools,
  distinct,
  floats,
  ints,
  numbers,
  shapes,
  someAxes,
  type Numbers,
} from '../tensors.ts';

/** Any axes, or none named, and axes kept or not. */
export const reduced =
  (tensor: (shape: Numbers) => fc.Arbitrary<Values>): Contract['valid'] =>
  (batch) =>
    shapes(batch, { min: 0 }).chain((shape) =>
      fc
        .tuple(
          tensor(shape),
          fc.record({ axes: someAxes(shape), keepDimensions: fc.boolean() }, { requiredKeys: [] }),
        )
        .map(([x, attributes]) => ({ inputs: [x], attributes })),
    );

const noSuchAxis: WrongCall = { types: [float32([2, 3])], attributes: { axes: [2] } };
const numbersOnly: readonly WrongCall[] = [noSuchAxis, { types: [bool([2])] }];
const boolsOnly: readonly WrongCall[] = [
  { types: [float32([2])] },
  { types: [int32([2])] },
  { types: [bool([2])], attributes: { axes: [-2] } },
];

export default {
  reduceSum: { valid: reduced(numbers), wrong: numbersOnly, linear: true },
  reduceMean: {
    valid: reduced(floats),
    wrong: [
      noSuchAxis,
      { types: [int32([2])] },
      { types: [float32([{ batches: 1 }, 2])] },
      { types: [float32([3, { batches: 2 }])], attributes: { axes: [-1] } },
    ],
    linear: true,
    refusesBatch: ({ axes }, [x]) =>
      x!.shape.length > 0 &&
      (axes === undefined || (axes as Numbers).some((axis) => axis === 0 || axis === -x!.shape.length)),
  },
  reduceMax: { valid: reduced((shape) => fc.oneof(distinct(shape), ints(shape))), wrong: numbersOnly },
  reduceMin: { valid: reduced((shape) => fc.oneof(distinct(shape), ints(shape))), wrong: numbersOnly },
  reduceAll: { valid: reduced(bools), wrong: boolsOnly },
  reduceAny: { valid: reduced(bools), wrong: boolsOnly },
  argMax: {
    valid: (batch) =>
      shapes(batch).chain((shape) =>
        fc
          .tuple(fc.oneof(distinct(shape), ints(shape, 0, 2)), axisOf(shape))
          .map(([x, axis]) => ({ inputs: [x], attributes: { axis } })),
      ),
    wrong: [
      { types: [bool([2])], attributes: { axis: 0 } },
      { types: [float32([2])], attributes: { axis: 1 } },
      { types: [float32([])], attributes: { axis: 0 } },
    ],
  },
} satisfies Contracts;
