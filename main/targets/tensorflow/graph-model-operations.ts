import type { PrintTable } from './print.ts';
import { table } from './table.ts';
import type { OperationName } from './operations-2.7.ts';

/** What is printed for TensorFlow but has no counterpart in TensorFlow.js' graph models (tfjs-converter 4.22). */
export const GRAPH_MODEL_LACKS: ReadonlySet<OperationName> = new Set<OperationName>([
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

/** How operations are printed for a graph model. */
export const graphModelTable: PrintTable = Object.fromEntries(
  Object.entries(table).filter(([kind]) => !EXPANDED.has(kind)),
);
