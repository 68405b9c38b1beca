import { alongBatch } from '../along-batch.ts';
import { defineNode } from '../contract.ts';
import type { Meaning } from '../port.ts';
import { lossInNats as loss, mask, perExampleInNats as perExample } from '../loss-ports.ts';
import { meanOver } from '../mean.ts';
import { exampleSize, mustHaveBatch, mustHaveSameShape, sumOfExample } from '../per-example.ts';
import { asFloat } from '../promotion.ts';
import { likelihoodDials, likelihoodOf, surprises } from '../surprise.ts';

export default defineNode({
  kind: 'negative-log-likelihood',
  family: 'losses',
  places: ['board'],
  title: {
    en: 'Negative log-likelihood (cross-entropy, reconstruction)',
    ko: '음의 로그우도 (교차 엔트로피)',
  },
  sentence: {
    en: 'How surprised the model is by the target, in nats: the sum over its dimensions, the mean over the batch.',
    ko: '모델이 목표에 얼마나 놀라는지를 nats로 냅니다. 차원에 대해 더하고 배치에 대해 평균합니다.',
  },
  formula: ({ distribution }) => {
    const told = {
      Bernoulli: 'p = \\mathrm{Bernoulli}(\\sigma(\\theta))',
      categorical: 'p = \\mathrm{Cat}(\\mathrm{softmax}(\\theta))',
      Gaussian: 'p = \\mathcal{N}(\\theta, \\sigma^2)',
      'discretized logistic': 'p = F_\\theta(b) - F_\\theta(a)',
    }[distribution];
    return `L = \\frac{1}{B}\\sum_i \\sum_j -\\log p(x_{ij} \\mid \\theta_{ij}),\\quad ${told}`;
  },
  aliases: ['cross-entropy', 'BCE', 'NLL', 'reconstruction', '교차 엔트로피', '재구성', '우도'],
  inputs: {
    parameters: {
      symbol: '\\theta',
      title: { en: 'Parameters (logits or probabilities)', ko: '파라미터(로짓 또는 확률)' },
    },
    target: { symbol: 'x', title: { en: 'Target', ko: '목표' } },
    mask,
  },
  outputs: { loss, perExample },
  dials: likelihoodDials,
  build(ops, { parameters, target, mask }, dials, context) {
    mustHaveBatch('parameters', parameters);
    const each = surprises(ops, parameters, target, dials, context);
    const counted = mask ? ops.multiply(each, alongBatch(ops, asFloat(ops, mask), each)) : each;
    mustHaveSameShape('parameters', each, 'mask', counted);
    const perExample = sumOfExample(ops, counted);
    const meaning: Meaning = {
      kind: 'loss',
      ...(mask ? {} : { dimensions: exampleSize(each) }),
      ...likelihoodOf(dials.distribution, context.meaningOf(target)),
    };
    return {
      loss: context.means(meanOver(ops, perExample), meaning),
      perExample: context.means(perExample, meaning),
    };
  },
});
