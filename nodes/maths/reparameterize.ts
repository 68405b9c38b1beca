import { defineNode } from '../contract.ts';
import { mustHaveSameShape } from '../per-example.ts';

export default defineNode({
  kind: 'reparameterize',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Reparameterize', ko: '리파라미터화 (재매개변수화)' },
  sentence: {
    en: 'Draws from a Gaussian so that the gradient reaches its mean and variance: the noise comes from outside.',
    ko: '평균과 분산으로 그래디언트가 흐르도록 가우시안에서 표본을 뽑습니다. 노이즈는 바깥에서 옵니다.',
  },
  formula:
    'z = \\mu + e^{\\frac{1}{2}\\log\\sigma^2} \\odot \\epsilon,\\quad \\epsilon \\sim \\mathcal{N}(0, I)',
  aliases: ['sampling', 'reparameterization trick', '재매개변수화', '표본 추출'],
  source: 'Kingma & Welling 2014, Auto-Encoding Variational Bayes, section 2.4',
  inputs: {
    mean: { symbol: '\\mu', title: { en: 'Mean', ko: '평균' } },
    logVariance: { symbol: '\\log\\sigma^2', title: { en: 'Log variance', ko: '로그 분산' } },
  },
  outputs: {
    sample: { symbol: 'z', title: { en: 'Sample', ko: '표본' }, meaning: { kind: 'latent' } },
  },
  dials: {},
  build(ops, { mean, logVariance }, _dials, context) {
    mustHaveSameShape('mean', mean, 'logVariance', logVariance);
    const deviation = ops.exp(ops.multiply(logVariance, 0.5));
    return { sample: ops.add(mean, ops.multiply(deviation, context.normalNoise(mean.shape))) };
  },
});
