import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { natsOf } from '../likelihood-names.ts';
import { measuredMean } from '../measured-mean.ts';
import { mustBePerExample } from '../per-example.ts';
import { natsNumbers } from '../measured-numbers.ts';

export default defineLook({
  kind: 'log-likelihood',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Log-likelihood', ko: '로그우도' },
  sentence: {
    en: 'How well a density fits held-out points: the mean −log p(x) in nats, and where the true density is known, how far above its own the model stays, which is the KL divergence from the truth.',
    ko: '밀도가 검증용 점에 얼마나 맞는지 봅니다. −log p(x)의 평균(nats)과, 참 밀도를 알면 그보다 얼마나 높은지를 냅니다. 그 차이가 참 분포와의 KL 발산입니다.',
  },
  formula:
    '-\\mathbb{E}\\log p_\\theta(x),\\quad \\mathbb{E}\\log p_{\\text{data}}(x) - \\mathbb{E}\\log p_\\theta(x)',
  aliases: ['density', 'NLL', 'exact likelihood', 'KL', '밀도', '우도'],
  inputs: {
    logDensity: {
      symbol: '\\log p_\\theta(x)',
      title: { en: 'Log density of the model', ko: '모델의 로그 밀도' },
    },
    truth: {
      symbol: '\\log p_{\\text{data}}(x)',
      title: { en: 'True log density', ko: '참 로그 밀도' },
      optional: true,
    },
  },
  outputs: {},
  numbers: {
    ...natsNumbers,
    'above the truth': { title: { en: 'above the truth', ko: '참값보다 높은 정도' }, unit: 'nats' },
  },
  dials: { count: { ...countDial, default: 4000 } },
  examples: ({ count }) => count,
  build(_ops, { logDensity, truth }) {
    mustBePerExample('logDensity', logDensity);
    if (truth) mustBePerExample('truth', truth);
    return { logDensity, ...(truth ? { truth } : {}) };
  },
  finish({ logDensity, truth }) {
    const nats = -measuredMean(logDensity!);
    return {
      numbers: {
        [natsOf.continuous]: nats,
        ...(truth ? { 'above the truth': nats + measuredMean(truth) } : {}),
      },
    };
  },
});
