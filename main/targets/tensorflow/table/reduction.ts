import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { ReduceAttributes } from '../../../../nodes/alphabet/operations/reduction.ts';
import { resolveAxes, resolveAxis, type Shape } from '../../../../nodes/alphabet/shape.ts';
import { reshape } from '../idioms.ts';
import type { OperationName } from '../operations-2.7.ts';
import { print, type PrintTable } from '../print.ts';

const INDEX = { type: 'int32' } as const;

/**
 * The axes in runs of neighbours. TensorFlow takes one run at a time as the numbers lie; for several at once it transposes first,
 * which is 5 to 20 times slower (measured on [64, 14, 2, 14, 2, 64] over axes 2 and 4, and on other shapes).
 */
function runsOf(axes: readonly number[], shape: Shape): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let apart = true;
  shape.forEach((size, axis) => {
    if (size === 1) return;
    if (!axes.includes(axis)) apart = true;
    else if (apart) {
      runs.push([axis]);
      apart = false;
    } else runs.at(-1)!.push(axis);
  });
  const [first = [], ...others] = runs;
  const single = axes.filter((axis) => shape[axis] === 1);
  return [[...single, ...first], ...others];
}

/** @param typed whether the op says what it reduces; those of bools do not */
const reduction = (op: OperationName, typed = true) =>
  print<ReduceAttributes>(({ graph, inputs: [x], inputTypes: [from], types: [to], attributes }) => {
    const { axes, keepDimensions = false } = attributes;
    const runs = runsOf(resolveAxes(axes, from.shape.length), from.shape);
    const reduce = (value: string, over: readonly number[], keep: boolean) =>
      graph.node(op, [value, graph.ints(over)], {
        ...(typed && { T: { type: from.dtype } }),
        Tidx: INDEX,
        keep_dims: { flag: keep },
      });
    if (runs.length === 1) return reduce(x, runs[0]!, keepDimensions);
    const kept = runs.reduce((value, run) => reduce(value, run, true), x);
    return keepDimensions ? kept : reshape(graph, kept, to.dtype, to.shape);
  });

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
