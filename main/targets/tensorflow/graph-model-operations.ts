import type { Attributes } from '../../../nodes/alphabet/operation.ts';
import { sameShape, type TensorType } from '../../../nodes/alphabet/shape.ts';
import { broadcast } from './broadcasting.ts';
import type { Ref } from './graph-builder.ts';
import { slice } from './idioms.ts';
import type { OperationName } from './operations-2.7.ts';
import { print, type Print, type PrintTable } from './print.ts';
import { table } from './table.ts';

/** What is printed for TensorFlow but has no counterpart in TensorFlow.js' graph models (tfjs-converter 4.22). */
export const GRAPH_MODEL_LACKS: ReadonlySet<string> = new Set<OperationName>([
  'AvgPoolGrad',
  'Bitcast',
  'Conv2DBackpropFilter',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  'FusedBatchNormGradV3',
  'MaxPoolGrad',
  'ReluGrad',
  'ResizeBilinearGrad',
  'SoftmaxCrossEntropyWithLogits',
  'StatelessRandomNormalV2',
  'StatelessRandomUniformV2',
  'UnsortedSegmentSum',
]);

/** Wide operations that graph models know in narrower ones only. Their fused normalization never takes the mean itself. */
const EXPANDED: ReadonlySet<string> = new Set([
  'batchNormalization',
  'batchNormalizationGradient',
  'reluGradient',
  'softmaxCrossEntropy',
]);

/** What TensorFlow.js computes otherwise than TensorFlow, put so that both agree. */
const instead = {
  // It repeats lists of matrices as a whole, which is wrong where both factors have axes to be repeated.
  matMul: (printing) => {
    const leading = printing.types[0].shape.slice(0, -2);
    const repeated = (x: Ref, { shape, dtype }: TensorType): [Ref, TensorType] => {
      const own = shape.slice(0, -2);
      if (sameShape(own, leading) || own.every((size) => size === 1)) return [x, { shape, dtype }];
      const to = [...leading, ...shape.slice(-2)];
      return [broadcast(printing.graph, x, dtype, shape, to), { shape: to, dtype }];
    };
    const [[a, left], [b, right]] = [0, 1].map((i) =>
      repeated(printing.inputs[i]!, printing.inputTypes[i]!),
    ) as [[Ref, TensorType], [Ref, TensorType]];
    return table['matMul']!({ ...printing, inputs: [a, b, b], inputTypes: [left, right, right] });
  },
  // It refuses a depth of one.
  oneHot: print<Attributes & { readonly depth: number }>((printing) => {
    const { graph, types, attributes } = printing;
    if (attributes.depth > 1) return table['oneHot']!(printing);
    const two = table['oneHot']!({ ...printing, attributes: { depth: 2 } }) as Ref;
    const begin = types[0].shape.map(() => 0);
    return slice(graph, two, 'float32', begin, [...begin.slice(1).map(() => -1), 1]);
  }),
} satisfies Record<string, Print>;

/** How operations are printed for a graph model. */
export const graphModelTable: PrintTable = {
  ...Object.fromEntries(Object.entries(table).filter(([kind]) => !EXPANDED.has(kind))),
  ...instead,
};
