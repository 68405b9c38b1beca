import type { PoolAttributes } from '../../../../nodes/alphabet/operations/pooling.ts';
import type { NodeAttributes } from '../graph-builder.ts';
import { float } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

const settings = ({ size, strides = size, padding = 'valid' }: PoolAttributes): NodeAttributes => ({
  ksize: { ints: [1, ...size, 1] },
  strides: { ints: [1, ...strides, 1] },
  padding: { text: padding.toUpperCase() },
  data_format: { text: 'NHWC' },
});

export default {
  maxPool: print<PoolAttributes>(({ graph, inputs: [image], attributes }) =>
    float(graph, 'MaxPool', [image], settings(attributes)),
  ),
  maxPoolGradient: print<PoolAttributes>(({ graph, inputs, attributes }) =>
    float(graph, 'MaxPoolGrad', inputs, settings(attributes)),
  ),
  averagePool: print<PoolAttributes>(({ graph, inputs: [image], attributes }) =>
    float(graph, 'AvgPool', [image], settings(attributes)),
  ),
  averagePoolGradient: print<PoolAttributes>(({ graph, inputs: [dy], types: [type], attributes }) =>
    float(graph, 'AvgPoolGrad', [graph.dimensions(type.shape), dy], settings(attributes)),
  ),
} satisfies PrintTable;
