import { isKnown, sameShape, type Dimension, type DType, type Shape } from '../../../nodes/alphabet/shape.ts';
import type { GraphBuilder, NodeAttributes, Ref } from './graph-builder.ts';
import type { OperationName } from './operations-2.7.ts';

/** Nodes that many operations need, with their attributes in full. */

const INDEX = { type: 'int32' } as const;

/** A node whose inputs and outputs are float32. */
export const float = (
  graph: GraphBuilder,
  op: OperationName,
  inputs: readonly Ref[],
  attributes: NodeAttributes = {},
): Ref => graph.node(op, inputs, { T: { type: 'float32' }, ...attributes });

/** @param shape at most one of its sizes may be unknown, so that TensorFlow can find it */
export function reshape(graph: GraphBuilder, x: Ref, dtype: DType, shape: Shape): Ref {
  const open = shape.filter((size) => !isKnown(size) || size === -1).length;
  const sizes =
    open === 1 && !shape.includes(0)
      ? graph.ints(shape.map((size) => (isKnown(size) ? size : -1)))
      : graph.dimensions(shape);
  return graph.node('Reshape', [x, sizes], { T: { type: dtype }, Tshape: INDEX });
}

/** As `reshape`, where the shape may be the same already. */
export const reshapeFrom = (graph: GraphBuilder, x: Ref, dtype: DType, from: Shape, to: Shape): Ref =>
  sameShape(from, to) ? x : reshape(graph, x, dtype, to);

export const transpose = (graph: GraphBuilder, x: Ref, dtype: DType, permutation: readonly number[]): Ref =>
  permutation.every((axis, i) => axis === i)
    ? x
    : graph.node('Transpose', [x, graph.ints(permutation)], { T: { type: dtype }, Tperm: INDEX });

/** @param size -1 = to the end */
export const slice = (graph: GraphBuilder, x: Ref, dtype: DType, begin: Shape, size: Shape): Ref =>
  graph.node('Slice', [x, graph.dimensions(begin), graph.dimensions(size)], {
    T: { type: dtype },
    Index: INDEX,
  });

/** Every `strides[i]`-th element along each axis, from the first on. */
export const everyNth = (graph: GraphBuilder, x: Ref, dtype: DType, strides: readonly number[]): Ref => {
  const none = graph.ints(strides.map(() => 0));
  const all = { int: 2 ** strides.length - 1 };
  return graph.node('StridedSlice', [x, none, none, graph.ints(strides)], {
    T: { type: dtype },
    Index: INDEX,
    begin_mask: all,
    end_mask: all,
    ellipsis_mask: { int: 0 },
    new_axis_mask: { int: 0 },
    shrink_axis_mask: { int: 0 },
  });
};

/** Puts `value` around: `[before, after]` for each axis. */
export function pad(
  graph: GraphBuilder,
  x: Ref,
  dtype: DType,
  paddings: readonly (readonly [Dimension, Dimension])[],
  value = 0,
): Ref {
  const flat = paddings.flat();
  if (flat.every((size) => size === 0)) return x;
  const sizes = flat.every(isKnown)
    ? graph.constant({ dtype: 'int32', shape: [paddings.length, 2], data: Int32Array.from(flat) })
    : reshape(graph, graph.dimensions(flat), 'int32', [paddings.length, 2]);
  const attributes = { T: { type: dtype }, Tpaddings: INDEX };
  if (value === 0) return graph.node('Pad', [x, sizes], attributes);
  return graph.node(
    'PadV2',
    [x, sizes, dtype === 'int32' ? graph.int(value) : graph.float(value)],
    attributes,
  );
}

/** A tensor of one number everywhere. */
export const fill = (graph: GraphBuilder, value: Ref, dtype: DType, shape: Shape): Ref =>
  graph.node('Fill', [graph.dimensions(shape), value], { T: { type: dtype }, index_type: INDEX });

export const concat = (graph: GraphBuilder, values: readonly Ref[], dtype: DType, axis: number): Ref =>
  values.length === 1
    ? values[0]!
    : graph.node('ConcatV2', [...values, graph.int(axis)], {
        N: { int: values.length },
        T: { type: dtype },
        Tidx: INDEX,
      });
