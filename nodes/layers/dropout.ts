import { defineNode } from '../contract.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'dropout',
  family: 'layers',
  places: ['design'],
  title: { en: 'Dropout', ko: '드롭아웃' },
  sentence: {
    en: 'While it trains, sets a random share of the numbers to zero and enlarges the others, so that the mean stays.',
    ko: '학습하는 동안 수의 일부를 무작위로 0으로 만들고, 평균이 유지되도록 나머지를 키웁니다.',
  },
  formula: 'y = \\frac{m \\odot x}{1 - p},\\quad m \\sim \\mathrm{Bernoulli}(1 - p)',
  aliases: ['regularization', '규제'],
  source: 'Srivastava et al. 2014, section 4',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { rate: { type: 'number', default: 0.5, min: 0, max: 0.95, title: { en: 'Rate', ko: '비율' } } },
  build(ops, { input }, dials, context) {
    if (context.mode === 'inference' || dials.rate === 0) return { output: input };
    const kept = ops.greaterEqual(context.uniformNoise(input.shape), dials.rate);
    return { output: ops.select(kept, ops.multiply(input, 1 / (1 - dials.rate)), 0) };
  },
});
