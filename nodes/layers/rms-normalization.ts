import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { epsilonDial, scaleDial } from '../normalization.ts';

export default defineNode({
  kind: 'rms-normalization',
  family: 'layers',
  places: ['design'],
  title: { en: 'RMS normalization', ko: 'RMS 정규화' },
  sentence: {
    en: 'Divides the features at each place by their root mean square; the mean stays.',
    ko: '자리마다 특징들을 제곱평균제곱근으로 나눕니다. 평균은 그대로 둡니다.',
  },
  formula: 'y = \\gamma \\frac{x}{\\sqrt{\\mathrm{E}[x^2] + \\epsilon}}',
  aliases: ['RMSNorm', 'root mean square'],
  source: 'Zhang & Sennrich 2019, equation 4',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { epsilon: { ...epsilonDial, default: 1e-6 }, scale: scaleDial },
  build(ops, { input }, dials, context) {
    const shape = [featuresOf('rms-normalization', input)];
    const power = ops.reduceMean(ops.square(input), { axes: [-1], keepDimensions: true });
    const normalized = ops.multiply(input, ops.rsqrt(ops.add(power, dials.epsilon)));
    if (!dials.scale) return { output: normalized };
    return {
      output: ops.multiply(normalized, context.weight('scale', shape, { kind: 'constant', value: 1 })),
    };
  },
});
