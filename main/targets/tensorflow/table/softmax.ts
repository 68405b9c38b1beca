import type { SoftmaxAttributes } from '../../../../nodes/alphabet/operations/softmax.ts';
import { resolveAxis, sizeOf } from '../../../../nodes/alphabet/shape.ts';
import { float, reshapeFrom, transpose } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';
import type { OperationName } from '../operations-2.7.ts';

/** An op over the last axis; another axis is brought there and back. */
const overAxis = (op: OperationName) =>
  print<SoftmaxAttributes>(({ graph, inputs: [x], types: [{ shape }], attributes: { axis = -1 } }) => {
    const last = shape.length - 1;
    const along = resolveAxis(axis, shape.length);
    // The exchange of two axes is its own inverse.
    const exchange = shape.map((_, i) => (i === along ? last : i === last ? along : i));
    const there = transpose(graph, x, 'float32', exchange);
    return transpose(graph, float(graph, op, [there]), 'float32', exchange);
  });

export default {
  softmax: overAxis('Softmax'),
  logSoftmax: overAxis('LogSoftmax'),
  softmaxCrossEntropy: ({ graph, inputs: [labels, logits], inputTypes: [{ shape }], types: [type] }) => {
    const rows = [sizeOf(shape.slice(0, -1)), shape.at(-1)!];
    const flat = (x: string) => reshapeFrom(graph, x, 'float32', shape, rows);
    const loss = float(graph, 'SoftmaxCrossEntropyWithLogits', [flat(logits), flat(labels)]);
    return reshapeFrom(graph, loss, 'float32', [rows[0]!], type.shape);
  },
} satisfies PrintTable;
