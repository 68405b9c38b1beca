import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type {
  PadAttributes,
  SliceAttributes,
} from '../../../../nodes/alphabet/operations/shape-operations.ts';
import {
  isKnown,
  resolveAxes,
  resolveAxis,
  sameDimension,
  sameShape,
} from '../../../../nodes/alphabet/shape.ts';
import { broadcast } from '../broadcasting.ts';
import { concat, pad, reshapeFrom, slice, transpose } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

const INDEX = { type: 'int32' } as const;

export default {
  reshape: ({ graph, inputs: [x], inputTypes: [from], types: [to] }) =>
    reshapeFrom(graph, x, to.dtype, from.shape, to.shape),
  transpose: print<Attributes & { readonly permutation: readonly number[] }>(
    ({ graph, inputs: [x], types: [type], attributes: { permutation } }) =>
      transpose(graph, x, type.dtype, permutation),
  ),
  broadcastTo: ({ graph, inputs: [x], inputTypes: [from], types: [to] }) =>
    broadcast(graph, x, to.dtype, from.shape, to.shape),
  concat: print<Attributes & { readonly axis: number }>(
    ({ graph, inputs, types: [type], attributes: { axis } }) =>
      concat(graph, inputs, type.dtype, resolveAxis(axis, type.shape.length)),
  ),
  slice: print<SliceAttributes>(
    ({ graph, inputs: [x], inputTypes: [from], types: [to], attributes: { begin } }) => {
      if (sameShape(from.shape, to.shape)) return x;
      // To the end where the whole axis is taken, so that nothing has to be computed for a batch that is left as it is.
      const size = to.shape.map((part, axis) =>
        !isKnown(part) && sameDimension(part, from.shape[axis]!) ? -1 : part,
      );
      return slice(graph, x, to.dtype, begin, size);
    },
  ),
  pad: print<PadAttributes>(({ graph, inputs: [x], types: [type], attributes: { paddings, value } }) =>
    pad(graph, x, type.dtype, paddings, value),
  ),
  tile: print<Attributes & { readonly repeats: readonly number[] }>(
    ({ graph, inputs: [x], types: [type], attributes: { repeats } }) =>
      repeats.every((count) => count === 1)
        ? x
        : graph.node('Tile', [x, graph.ints(repeats)], { T: { type: type.dtype }, Tmultiples: INDEX }),
  ),
  reverse: print<Attributes & { readonly axes: readonly number[] }>(
    ({ graph, inputs: [x], types: [type], attributes: { axes } }) =>
      graph.node('ReverseV2', [x, graph.ints(resolveAxes(axes, type.shape.length))], {
        T: { type: type.dtype },
        Tidx: INDEX,
      }),
  ),
} satisfies PrintTable;
