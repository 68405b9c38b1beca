import { defineNode } from '../contract.ts';
import { heightAndWidth, paddingDial, poolSizeDial, poolStridesDial } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'average-pool',
  family: 'layers',
  places: ['design'],
  title: { en: 'Average pooling', ko: '평균 풀링' },
  sentence: {
    en: 'Takes the mean under each place of a window.',
    ko: '창이 놓인 자리마다 평균을 냅니다.',
  },
  formula: 'y_{ijc} = \\frac{1}{|W_{ij}|} \\sum_{(u, v) \\in W_{ij}} x_{uvc}',
  aliases: ['AveragePooling2D', 'pooling', 'downsample', '풀링'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { size: poolSizeDial, strides: poolStridesDial, padding: { ...paddingDial, default: 'valid' } },
  build(ops, { input }, dials) {
    const size = heightAndWidth('size', dials.size);
    const strides = dials.strides.length === 0 ? size : heightAndWidth('strides', dials.strides);
    return { output: ops.averagePool(input, { size, strides, padding: dials.padding }) };
  },
});
