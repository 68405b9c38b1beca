import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { like, noise, noiseShape, shape } from '../noise-ports.ts';

export default defineNode({
  kind: 'uniform-noise',
  family: 'noise',
  places: ['board'],
  title: { en: 'Uniform noise', ko: '균등 노이즈' },
  sentence: {
    en: 'Independent numbers, all equally likely between two bounds: a new draw in each update, the same ones in a view.',
    ko: '두 한계 사이에서 고르게 뽑은 독립인 난수입니다. 학습에서는 갱신마다 새로 뽑고, 보기에서는 늘 같은 값입니다.',
  },
  formula: 'u \\sim \\mathcal{U}[l, h)',
  aliases: ['random', '난수'],
  inputs: { like },
  outputs: { noise: { ...noise, symbol: 'u' } },
  dials: {
    shape,
    low: { type: 'number', default: 0, min: -1e6, max: 1e6, title: { en: 'From', ko: '하한' } },
    high: { type: 'number', default: 1, min: -1e6, max: 1e6, title: { en: 'To', ko: '상한' } },
  },
  check({ low, high }) {
    if (low >= high)
      throw new Problem(
        `The noise ranges from ${low} to ${high}; the second must be the larger. Exchange them.`,
        `노이즈의 범위가 ${low}부터 ${high}까지인데 뒤의 값이 더 커야 합니다. 두 값을 서로 바꾸세요.`,
      );
  },
  build(ops, inputs, { shape, low, high }, context) {
    const unit = context.uniformNoise(noiseShape(context, inputs.like, shape));
    const noise = ops.add(ops.multiply(unit, high - low), low);
    return { noise: context.means(noise, { kind: 'noise', range: [low, high] }) };
  },
});
