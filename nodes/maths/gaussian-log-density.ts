import { defineNode } from '../contract.ts';
import { gaussianLogDensity } from '../likelihoods.ts';
import { mustHaveBatch, sumOfExample } from '../per-example.ts';

export default defineNode({
  kind: 'gaussian-log-density',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Gaussian log density', ko: '가우시안 로그 밀도' },
  sentence: {
    en: 'log N(x; μ, σ²) of each example in nats, summed over its dimensions or over the last axis alone; N(0, I) where nothing is wired.',
    ko: '예제마다 log N(x; μ, σ²)를 모든 차원이나 마지막 축에 대해 더해 nats로 냅니다. 연결이 없으면 N(0, I)입니다.',
  },
  formula:
    '\\log p = -\\tfrac{1}{2} \\textstyle\\sum_j \\bigl[\\log 2\\pi + \\log\\sigma_j^2 + (x_j - \\mu_j)^2 / \\sigma_j^2\\bigr]',
  aliases: ['normal log likelihood', 'log prob', '정규 분포', '로그 우도'],
  inputs: {
    value: { symbol: 'x', title: { en: 'Value', ko: '값' } },
    mean: { symbol: '\\mu', title: { en: 'Mean', ko: '평균' }, optional: true },
    logVariance: { symbol: '\\log\\sigma^2', title: { en: 'Log variance', ko: '로그 분산' }, optional: true },
  },
  outputs: { density: { symbol: '\\log p', title: { en: 'Log density', ko: '로그 밀도' } } },
  dials: {
    over: {
      type: 'choice',
      default: 'example',
      title: { en: 'Summed over', ko: '더하는 범위' },
      options: {
        example: { en: 'all dimensions of an example', ko: '예제의 모든 차원' },
        'last axis': {
          en: 'the last axis (one density for each component)',
          ko: '마지막 축 (성분마다 밀도 하나)',
        },
      },
    },
  },
  build(ops, { value, mean, logVariance }, { over }) {
    mustHaveBatch('value', value);
    const each = gaussianLogDensity(ops, value, mean ?? 0, logVariance ?? 0);
    return { density: over === 'example' ? sumOfExample(ops, each) : ops.reduceSum(each, { axes: [-1] }) };
  },
});
