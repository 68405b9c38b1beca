import fc from 'fast-check';
import { bool, float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts } from '../case.ts';
import { anything, axisOf, floats, numbers, shapes, someAxes, type Numbers } from '../tensors.ts';

/** Other shapes of as many elements, written out or with a -1. */
const reshaped = (shape: Numbers): fc.Arbitrary<Numbers> => {
  const rest = shape.slice(1).reduce((a, b) => a * b, 1);
  const lead = shape[0] ?? 1;
  return fc.constantFrom<Numbers[]>(
    [lead * rest],
    [-1],
    [lead, rest],
    [lead, -1],
    [1, ...shape, 1],
    [...shape].reverse(),
    [rest, -1, 1],
    [lead * rest, 1],
  );
};

const flagged = <A>(attributes: A) => ({ attributes });

export default {
  reshape: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) =>
        fc
          .tuple(anything(shape), reshaped(shape))
          .map(([x, to]) => ({ inputs: [x], ...flagged({ shape: to }) })),
      ),
    wrong: [
      { types: [float32([2, 3])], attributes: { shape: [4, 2] } },
      { types: [float32([2, 3])], attributes: { shape: [4, -1] } },
      { types: [float32([2, 3])], attributes: { shape: [-1, -1] } },
      { types: [float32([2, 3])], attributes: { shape: [1.5, 4] } },
      { types: [float32([2, 3])], attributes: { shape: [-2, -3] } },
      { types: [float32([{ batches: 1 }, 3])], attributes: { shape: [3] } },
    ],
    linear: true,
  },
  transpose: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) =>
        fc
          .tuple(
            anything(shape),
            fc.shuffledSubarray(
              shape.map((_, axis) => axis),
              { minLength: shape.length },
            ),
          )
          .map(([x, permutation]) => ({ inputs: [x], attributes: { permutation } })),
      ),
    wrong: [
      { types: [float32([2, 3])], attributes: { permutation: [0] } },
      { types: [float32([2, 3])], attributes: { permutation: [0, 0] } },
      { types: [float32([2, 3])], attributes: { permutation: [-1, 0] } },
    ],
    linear: true,
  },
  broadcastTo: {
    valid: (batch) =>
      // A leading axis that is new, and more that are kept or repeated; TensorFlow.js knows up to six axes.
      fc
        .record({
          lead: fc.array(batch, { maxLength: 1 }),
          axes: fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 3 })), { maxLength: 5 }),
        })
        .chain(({ lead, axes }) =>
          anything(axes.map(([repeated, length]) => (repeated ? 1 : length))).map((x) => ({
            inputs: [x],
            attributes: { shape: [...lead, ...axes.map(([, length]) => length)] },
          })),
        ),
    wrong: [
      { types: [float32([2])], attributes: { shape: [3] } },
      { types: [float32([2, 3])], attributes: { shape: [3] } },
      { types: [float32([2])], attributes: { shape: [1] } },
      { types: [float32([{ batches: 1 }])], attributes: { shape: [4] } },
    ],
    linear: true,
  },
  concat: {
    valid: (batch) =>
      shapes(batch, { max: 3 }).chain((shape) =>
        fc
          .tuple(
            axisOf(shape),
            fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 4 }),
            fc.boolean(),
          )
          .chain(([axis, lengths, whole]) => {
            const along = axis < 0 ? axis + shape.length : axis;
            // Multiples of the axis stay multiples of B; other lengths are for the other axes.
            const parts = lengths.map((length) =>
              shape.with(along, along === 0 ? shape[0]! * length : length),
            );
            const tensors = whole ? parts.map((part) => numbers(part)) : parts.map((part) => floats(part));
            return fc
              .tuple(...tensors)
              .filter((inputs) => inputs.every(({ dtype }) => dtype === inputs[0]!.dtype))
              .map((inputs) => ({ inputs, attributes: { axis } }));
          }),
      ),
    wrong: [
      { types: [], attributes: { axis: 0 } },
      { types: [float32([2, 3]), float32([2, 4])], attributes: { axis: 0 } },
      { types: [float32([2]), float32([2, 1])], attributes: { axis: 0 } },
      { types: [float32([2, 3]), float32([2])], attributes: { axis: 1 } },
      { types: [float32([2]), int32([2])], attributes: { axis: 0 } },
      { types: [float32([2]), float32([2])], attributes: { axis: 1 } },
      { types: [float32([{ batches: 1 }]), float32([3])], attributes: { axis: 0 } },
    ],
    linear: true,
  },
  slice: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) => {
        const part = (length: number, axis: number) =>
          fc.tuple(fc.nat(length - 1), fc.nat(length), fc.boolean()).map(([begin, count, toEnd]) =>
            // Along the batch all of it: B − 1 is no size.
            axis === 0
              ? [0, toEnd ? -1 : length]
              : [begin, toEnd ? -1 : Math.max(1, Math.min(count, length - begin))],
          );
        return fc.tuple(anything(shape), fc.tuple(...shape.map(part))).map(([x, parts]) => ({
          inputs: [x],
          attributes: { begin: parts.map(([begin]) => begin!), size: parts.map(([, count]) => count!) },
        }));
      }),
    wrong: [
      { types: [float32([3])], attributes: { begin: [1], size: [3] } },
      { types: [float32([3])], attributes: { begin: [4], size: [-1] } },
      { types: [float32([3])], attributes: { begin: [-1], size: [1] } },
      { types: [float32([3])], attributes: { begin: [0], size: [-2] } },
      { types: [float32([3])], attributes: { begin: [], size: [] } },
      { types: [float32([3, 2])], attributes: { begin: [0, 0], size: [1] } },
      { types: [float32([{ batches: 1 }])], attributes: { begin: [1], size: [-1] } },
      { types: [float32([{ batches: 1 }])], attributes: { begin: [0], size: [{ batches: 2 }] } },
    ],
    linear: true,
  },
  pad: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) => {
        const margin = fc.tuple(fc.nat(2), fc.nat(2));
        return fc
          .tuple(
            numbers(shape),
            fc.tuple(...shape.map((_, axis) => (axis === 0 ? fc.constant([0, 0] as const) : margin))),
            fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
          )
          .map(([x, paddings, value]) => ({
            inputs: [x],
            attributes: { paddings, ...(value === undefined ? {} : { value }) },
          }));
      }),
    wrong: [
      { types: [float32([3])], attributes: { paddings: [] } },
      { types: [float32([3])], attributes: { paddings: [[0, -1]] } },
      { types: [float32([3])], attributes: { paddings: [[0, 0.5]] } },
      { types: [bool([3])], attributes: { paddings: [[0, 1]] } },
      { types: [float32([{ batches: 1 }])], attributes: { paddings: [[0, 1]] } },
    ],
    linear: true,
  },
  tile: {
    valid: (batch) =>
      shapes(batch, { min: 0, max: 3 }).chain((shape) =>
        fc
          .tuple(anything(shape), fc.tuple(...shape.map(() => fc.integer({ min: 1, max: 3 }))))
          .map(([x, repeats]) => ({ inputs: [x], attributes: { repeats } })),
      ),
    wrong: [
      { types: [float32([3])], attributes: { repeats: [] } },
      { types: [float32([3])], attributes: { repeats: [0] } },
      { types: [float32([3])], attributes: { repeats: [1.5] } },
    ],
    linear: true,
  },
  reverse: {
    valid: (batch) =>
      shapes(batch).chain((shape) =>
        fc.tuple(numbers(shape), someAxes(shape)).map(([x, axes]) => ({ inputs: [x], attributes: { axes } })),
      ),
    wrong: [
      { types: [float32([3])], attributes: { axes: [1] } },
      { types: [bool([3])], attributes: { axes: [0] } },
    ],
    linear: true,
  },
  cast: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) =>
        fc
          .tuple(anything(shape), fc.constantFrom('float32', 'int32', 'bool'))
          .map(([x, dtype]) => ({ inputs: [x], attributes: { dtype } })),
      ),
    wrong: [{ types: [float32([3])], attributes: { dtype: 'float64' } }],
    linear: true,
  },
  stopGradient: {
    valid: (batch) =>
      shapes(batch, { min: 0 }).chain((shape) =>
        anything(shape).map((x) => ({ inputs: [x], attributes: {} })),
      ),
    // It takes whatever there is.
    wrong: [],
  },
} satisfies Contracts;
