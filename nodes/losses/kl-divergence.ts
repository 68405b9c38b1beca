import type { Operand, Operations, Tensor } from '../alphabet/operation.ts';
import { defineNode } from '../contract.ts';
import { lossInNats as loss, perExampleInNats as perExample } from '../loss-ports.ts';
import { meanOver } from '../mean.ts';
import { mustHaveBatch, mustHaveSameShape, sumOfExample } from '../per-example.ts';

export default defineNode({
  kind: 'kl-divergence',
  family: 'losses',
  places: ['board'],
  title: { en: 'KL divergence', ko: 'KL 발산' },
  sentence: {
    en: 'How far a Gaussian is from another one, N(0, I) unless wired, in nats: the sum over dimensions, the mean over the batch.',
    ko: '가우시안이 다른 가우시안(연결이 없으면 N(0, I))에서 얼마나 먼지를 nats로 냅니다. 차원에 대해 더하고 배치에 대해 평균합니다.',
  },
  formula: (_dials, wired) =>
    wired && !wired.has('mean2') && !wired.has('logVariance2')
      ? 'L = \\frac{1}{B}\\sum_i \\frac{1}{2}\\sum_j \\Bigl[\\mu^2 + \\sigma^2 - 1 - \\log\\sigma^2\\Bigr]_{ij}'
      : 'L = \\frac{1}{B}\\sum_i \\frac{1}{2}\\sum_j \\Bigl[\\frac{\\sigma^2 + (\\mu - \\mu_2)^2}{\\sigma_2^2} - 1 - \\log\\sigma^2 + \\log\\sigma_2^2\\Bigr]_{ij}',
  aliases: ['Kullback-Leibler', 'KLD', 'regularizer', 'rate', '쿨백-라이블러', '정규화 항'],
  source: 'Kingma & Welling 2014, appendix B; free bits: Kingma et al. 2016, eq. 15',
  inputs: {
    mean: { symbol: '\\mu', title: { en: 'Mean', ko: '평균' } },
    logVariance: { symbol: '\\log\\sigma^2', title: { en: 'Log variance', ko: '로그 분산' } },
    mean2: { symbol: '\\mu_2', title: { en: 'Mean of the other', ko: '상대의 평균' }, optional: true },
    logVariance2: {
      symbol: '\\log\\sigma_2^2',
      title: { en: 'Log variance of the other', ko: '상대의 로그 분산' },
      optional: true,
    },
  },
  outputs: {
    loss,
    perExample,
    perDimension: {
      symbol: 'L_j',
      title: { en: 'Per dimension', ko: '차원별' },
      meaning: { kind: 'loss' },
      unit: 'nats',
    },
  },
  dials: {
    freeBits: {
      type: 'number',
      default: 0,
      min: 0,
      max: 100,
      unit: 'nats',
      title: { en: 'Free bits', ko: '자유 비트' },
      help: {
        en: 'Each dimension may cost so much before its mean over the batch counts in the loss.',
        ko: '차원마다 배치 평균이 이만큼 될 때까지는 손실에 더 세지 않습니다.',
      },
    },
  },
  build(ops, { mean, logVariance, mean2, logVariance2 }, { freeBits }) {
    mustHaveSameShape('mean', mean, 'logVariance', logVariance);
    mustHaveBatch('mean', mean);
    const each = divergence(ops, mean, logVariance, mean2 ?? 0, logVariance2 ?? 0);
    mustHaveSameShape('mean', mean, 'mean2', each);
    const perExample = sumOfExample(ops, each);
    const perDimension = meanOver(ops, each, { axes: [0] });
    const loss =
      freeBits > 0 ? ops.reduceSum(ops.maximum(perDimension, freeBits)) : meanOver(ops, perExample);
    return { loss, perExample, perDimension };
  },
});

/** KL(N(μ, σ²) ‖ N(μ₂, σ₂²)) of each element. */
function divergence(
  ops: Operations,
  mean: Tensor,
  logVariance: Tensor,
  mean2: Operand,
  logVariance2: Operand,
): Tensor {
  const apart = ops.square(mean2 === 0 ? mean : ops.subtract(mean, mean2));
  const ratio = logVariance2 === 0 ? logVariance : ops.subtract(logVariance, logVariance2);
  const distance =
    typeof logVariance2 === 'number' ? apart : ops.multiply(apart, ops.exp(ops.negative(logVariance2)));
  const sum = ops.subtract(ops.add(ops.exp(ratio), distance), ops.add(ratio, 1));
  return ops.multiply(sum, 0.5);
}
