import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { ReduceAttributes } from '../../../../nodes/alphabet/operations/reduction.ts';
import { resolveAxes, resolveAxis } from '../../../../nodes/alphabet/shape.ts';
import { print, type PrintTable } from '../print.ts';
import type { OperationName } from '../operations-2.7.ts';

const INDEX = { type: 'int32' } as const;

/** @param typed whether the op says what it reduces; those of bools do not */
const reduction = (op: OperationName, typed = true) =>
  print<ReduceAttributes>(
    ({ graph, inputs: [x], inputTypes: [type], attributes: { axes, keepDimensions = false } }) =>
      graph.node(op, [x, graph.ints(resolveAxes(axes, type.shape.length))], {
        ...(typed && { T: { type: type.dtype } }),
        Tidx: INDEX,
        keep_dims: { flag: keepDimensions },
      }),
  );

export default {
  reduceSum: reduction('Sum'),
  reduceMean: reduction('Mean'),
  reduceMax: reduction('Max'),
  reduceMin: reduction('Min'),
  reduceAll: reduction('All', false),
  reduceAny: reduction('Any', false),
  argMax: print<Attributes & { readonly axis: number }>(
    ({ graph, inputs: [x], inputTypes: [type], attributes: { axis } }) =>
      graph.node('ArgMax', [x, graph.int(resolveAxis(axis, type.shape.length))], {
        T: { type: type.dtype },
        Tidx: INDEX,
        output_type: INDEX,
      }),
  ),
} satisfies PrintTable;
