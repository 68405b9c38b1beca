import {
  broadcastShapes,
  sameDimension,
  type DType,
  type Shape,
  type TensorType,
} from '../../../nodes/alphabet/shape.ts';
import type { GraphBuilder, Ref } from './graph-builder.ts';

/**
 * TensorFlow joins neighbouring axes that are repeated alike, and repeats no tensor that has more such runs of axes than this
 * ("Broadcast between ... is not supported yet").
 */
const MOST_RUNS = 5;

/** Repeats axes of size 1 up to a shape, in as many steps as TensorFlow needs. */
export function broadcast(graph: GraphBuilder, x: Ref, dtype: DType, from: Shape, to: Shape): Ref {
  const attributes = { T: { type: dtype }, Tidx: { type: 'int32' } } as const;
  return stepsBetween(from, to).reduce(
    (value, shape) => graph.node('BroadcastTo', [value, graph.dimensions(shape)], attributes),
    x,
  );
}

/** The shapes on the way: each step repeats two runs of axes at most, so that there are five with those around them. */
function stepsBetween(from: Shape, to: Shape): readonly Shape[] {
  const aligned = align(from, to);
  const repeated = to.map((size, axis) => !sameDimension(aligned[axis]!, size));
  const starts = repeated.flatMap((is, axis) => (is && !repeated[axis - 1] ? [axis] : []));
  if (from.length === to.length && starts.length === 0) return [];
  const between = starts.filter((_, i) => i > 0 && i % 2 === 0);
  return [...between.map((start) => [...to.slice(0, start), ...aligned.slice(start)]), to];
}

/** The operands of an elementwise op, repeated beforehand where the op cannot do it itself. */
export function operands(
  graph: GraphBuilder,
  inputs: readonly Ref[],
  types: readonly TensorType[],
): readonly Ref[] {
  const [left, right] = types;
  if (!left || !right || runsBetween(left.shape, right.shape) <= MOST_RUNS) return inputs;
  const shape = broadcastShapes(left.shape, right.shape)!;
  return inputs.map((x, i) => broadcast(graph, x, types[i]!.dtype, types[i]!.shape, shape));
}

/** In how many runs of axes two shapes meet; axes where both have size 1 do not count. */
function runsBetween(a: Shape, b: Shape): number {
  const [left, right] = [align(a, b), align(b, a)];
  const meetings = left
    .map((size, axis) => [size, right[axis]!] as const)
    .filter(([one, other]) => one !== 1 || other !== 1)
    .map(([one, other]) => (sameDimension(one, other) ? 'same' : one === 1 ? 'left' : 'right'));
  return meetings.filter((meeting, i) => meeting !== meetings[i - 1]).length;
}

/** A shape with as many axes as the longer of two. */
const align = (shape: Shape, other: Shape): Shape => [...other.slice(shape.length).map(() => 1), ...shape];
