import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { epsilonDial, scaleAndShift, scaleDial, shiftDial, standardize } from '../normalization.ts';

export default defineNode({
  kind: 'layer-normalization',
  family: 'layers',
  places: ['design'],
  title: { en: 'Layer normalization', ko: '층 정규화' },
  sentence: {
    en: 'Gives the features at each place mean 0 and variance 1, without looking at other examples.',
    ko: '다른 예제를 보지 않고 자리마다 특징들을 평균 0, 분산 1로 맞춥니다.',
  },
  formula: 'y = \\gamma \\frac{x - \\mathrm{E}[x]}{\\sqrt{\\mathrm{Var}[x] + \\epsilon}} + \\beta',
  aliases: ['layer norm', 'LN', 'LayerNorm', '레이어 정규화'],
  source: 'Ba, Kiros & Hinton 2016, equations 3 and 4',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { epsilon: epsilonDial, scale: scaleDial, shift: shiftDial },
  build(ops, { input }, dials, context) {
    featuresOf('layer-normalization', input);
    return { output: scaleAndShift(ops, standardize(ops, input, [-1], dials.epsilon), dials, context) };
  },
});
