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
  type Shape,
} from '../../../../nodes/alphabet/shape.ts';
import { broadcast, concat, pad, reshapeFrom, slice, transpose } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

const INDEX = { type: 'int32' } as const;

/** The shapes on the way to `to`: TensorFlow repeats at most two runs of axes at a time, with kept ones around and between. */
function broadcastSteps(from: Shape, to: Shape): readonly Shape[] {
  if (sameShape(from, to)) return [];
  const aligned: Shape = [...to.slice(from.length).map(() => 1), ...from];
  const steps: Shape[] = [];
  let runs = 0;
  to.forEach((_, axis) => {
    const repeats = (at: number) => at >= 0 && !sameDimension(aligned[at]!, to[at]!);
    if (!repeats(axis) || repeats(axis - 1)) return;
    if (runs === 2) steps.push([...to.slice(0, axis), ...aligned.slice(axis)]);
    runs = (runs % 2) + 1;
  });
  return [...steps, to];
}

export default {
  reshape: ({ graph, inputs: [x], inputTypes: [from], types: [to] }) =>
    reshapeFrom(graph, x, to.dtype, from.shape, to.shape),
  transpose: print<Attributes & { readonly permutation: readonly number[] }>(
    ({ graph, inputs: [x], types: [type], attributes: { permutation } }) =>
      transpose(graph, x, type.dtype, permutation),
  ),
  broadcastTo: ({ graph, inputs: [x], inputTypes: [from], types: [to] }) =>
    sameShape(from.shape, to.shape) ? x : broadcast(graph, x, to.dtype, to.shape),
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
