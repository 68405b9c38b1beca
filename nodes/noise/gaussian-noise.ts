import { defineNode } from '../contract.ts';
import { like, noise, noiseShape, shape } from '../noise-ports.ts';

export default defineNode({
  kind: 'gaussian-noise',
  family: 'noise',
  places: ['board'],
  title: { en: 'Gaussian noise', ko: '가우시안 노이즈' },
  sentence: {
    en: 'Independent normal numbers of mean 0: a new draw in each update, the same ones in a view.',
    ko: '평균 0의 독립인 정규 난수입니다. 학습에서는 갱신마다 새로 뽑고, 보기에서는 늘 같은 값입니다.',
  },
  formula: '\\epsilon \\sim \\mathcal{N}(0, \\sigma^2 I)',
  aliases: ['normal', 'latent', 'random', '정규 분포', '난수'],
  inputs: { like },
  outputs: { noise },
  dials: {
    shape,
    deviation: {
      type: 'number',
      default: 1,
      min: 0,
      max: 1000,
      title: { en: 'Deviation', ko: '표준편차' },
    },
  },
  build(ops, inputs, dials, context) {
    const noise = context.normalNoise(noiseShape(context, inputs.like, dials.shape));
    return { noise: dials.deviation === 1 ? noise : ops.multiply(noise, dials.deviation) };
  },
});
