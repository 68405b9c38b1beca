import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'mixture',
  title: { en: 'Gaussian mixture', ko: '가우시안 혼합' },
  sentence: {
    en: 'Gaussians that share the data between them: their weights, means and variances are what is learned. Given points, it tells their log density.',
    ko: '데이터를 나눠 맡는 가우시안들입니다. 비율, 평균, 분산을 학습하고, 점을 주면 로그 밀도를 알려 줍니다.',
  },
  aliases: ['GMM', 'mixture model', 'clusters', '혼합 모델', '군집'],
  dials: {
    components: {
      type: 'number',
      default: 8,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Components', ko: '성분 수' },
    },
    dimensions: {
      type: 'number',
      default: 2,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Dimensions', ko: '차원' },
    },
    spread: {
      type: 'number',
      default: 1,
      min: 0,
      max: 1000,
      title: { en: 'Spread of the first means', ko: '처음 평균의 퍼짐' },
    },
  },
  draw({ components, dimensions, spread }) {
    const drawing = sketch();
    const points = drawing.input('points-input', {
      name: 'points',
      meaning: 'points',
      optional: true,
      symbol: 'x',
    });
    const mean = drawing.source('mean', 'weight', {
      shape: [components, dimensions],
      start: 'normal',
      amount: spread,
    });
    const logVariance = drawing.source('log-variance', 'weight', { shape: [components, dimensions] });
    const logits = drawing.source('logits', 'weight', { shape: [components] });
    // log Σ π N(x; μ, σ²) = logsumexp(logits + log N) − logsumexp(logits)
    const each = points
      .to('one-for-each', 'reshape', { shape: [1, dimensions] })
      .to('density', 'gaussian-log-density', { over: 'last axis' }, { into: 'value', from: 'density' });
    mean.into(each, 'mean');
    logVariance.into(each, 'logVariance');
    const weighted = each.maths('weighted', 'add', 'a');
    logits.into(weighted, 'b');
    const logDensity = weighted.maths('joint', 'log-sum-exp', 'value').maths('log-density', 'subtract', 'a');
    logDensity.output('log-density-output', { name: 'logDensity', symbol: '\\log p(x)' });
    mean.output('mean-output', { name: 'mean', meaning: 'mean', symbol: '\\mu' });
    logVariance.output('log-variance-output', {
      name: 'logVariance',
      meaning: 'log variance',
      symbol: '\\log\\sigma^2',
    });
    logits.output('logits-output', { name: 'logits', form: 'logits', symbol: '\\log\\pi' });
    logits.maths('all', 'log-sum-exp', 'value').into(logDensity, 'b');
    return drawing.design('mixture', { components, dimensions, spread });
  },
});
