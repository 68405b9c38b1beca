import { defineNode } from '../contract.ts';
import { heightAndWidth, paddingDial, poolSizeDial, poolStridesDial } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'max-pool',
  family: 'layers',
  places: ['design'],
  title: { en: 'Max pooling', ko: '최대 풀링' },
  sentence: {
    en: 'Keeps the largest number under each place of a window.',
    ko: '창이 놓인 자리마다 가장 큰 수만 남깁니다.',
  },
  formula: 'y_{ijc} = \\max_{(u, v) \\in W_{ij}} x_{uvc}',
  aliases: ['MaxPooling2D', 'pooling', 'downsample', '풀링'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { size: poolSizeDial, strides: poolStridesDial, padding: { ...paddingDial, default: 'valid' } },
  build(ops, { input }, dials) {
    const size = heightAndWidth('size', dials.size);
    const strides = dials.strides.length === 0 ? size : heightAndWidth('strides', dials.strides);
    return { output: ops.maxPool(input, { size, strides, padding: dials.padding }) };
  },
});
