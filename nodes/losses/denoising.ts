import { alongBatch } from '../along-batch.ts';
import { defineNode } from '../contract.ts';
import { denoisingWeight } from '../denoising-weight.ts';
import { loss, perExample } from '../loss-ports.ts';
import { meanOver } from '../mean.ts';
import { meanOfExample, mustBePerExample, mustHaveBatch, mustHaveSameShape } from '../per-example.ts';
import { schedulePort, timePort } from '../schedule-ports.ts';

/** What an error counts at each time, in TeX. */
const ofClean = (weight: string): string =>
  `w\\,\\lVert \\hat{y} - y_t \\rVert^2 = ${weight}\\,\\lVert \\hat{x}_0 - x_0 \\rVert^2`;
const WEIGHTS = {
  simple: 'w = 1\\ (\\text{score: }\\sigma_t^2)',
  'SNR-min': ofClean('\\min\\left(\\frac{\\alpha_t^2}{\\sigma_t^2}, \\gamma\\right)'),
  likelihood: ofClean('\\left(-\\frac{1}{2}\\frac{d}{dt}\\frac{\\alpha_t^2}{\\sigma_t^2}\\right)'),
} as const;

export default defineNode({
  kind: 'denoising',
  family: 'losses',
  places: ['board'],
  title: { en: 'Denoising loss', ko: '디노이징 손실' },
  sentence: {
    en: 'How far what the network told about a noisy value is from the truth, weighted by time: the mean over dimensions and over the batch.',
    ko: '노이즈 섞인 값에 대해 네트워크가 말한 것과 참의 차이를 시점별 가중치로, 차원과 배치에 대해 평균합니다.',
  },
  formula: ({ weighting }) =>
    `L = \\frac{1}{B}\\sum_i w_{(\\alpha, \\sigma)}(t)\\,\\frac{1}{D}\\lVert \\hat{y} - y_t \\rVert^2,\\quad ${WEIGHTS[weighting]}`,
  aliases: [
    'simple loss',
    'denoising score matching',
    'flow matching',
    'min-SNR',
    '디노이징 스코어 매칭',
    '플로 매칭',
  ],
  source:
    'simple: Ho et al. 2020, eq. 14; score: Vincent 2011, Song & Ermon 2019, eq. 5; flow: Lipman et al. 2023, eq. 9; SNR-min: Hang et al. 2023, eq. 8; likelihood: Kingma et al. 2021, eq. 14 and 17; Song et al. 2021 (ML), theorem 1',
  inputs: {
    prediction: { symbol: '\\hat{y}', title: { en: 'Prediction', ko: '예측' } },
    target: { symbol: 'y_t', title: { en: 'Target', ko: '목표' } },
    time: timePort,
    schedule: schedulePort,
  },
  outputs: { loss, perExample },
  dials: {
    weighting: {
      type: 'choice',
      default: 'simple',
      title: { en: 'Weighting', ko: '가중치' },
      options: {
        simple: { en: 'simple: every time alike', ko: '단순: 모든 시점을 똑같이' },
        'SNR-min': {
          en: 'SNR-min: min(α²/σ², γ) of the clean value',
          ko: 'SNR-min: 원본 오차에 min(α²/σ², γ)',
        },
        likelihood: { en: 'likelihood: as in the bound', ko: '우도: 하한에서처럼' },
      },
    },
    gamma: {
      type: 'number',
      default: 5,
      min: 0.01,
      max: 1000,
      title: { en: 'γ of SNR-min', ko: 'SNR-min의 γ' },
    },
  },
  build(ops, { prediction, target, time, schedule }, { weighting, gamma }, context) {
    mustHaveSameShape('prediction', prediction, 'target', target);
    mustHaveBatch('prediction', prediction);
    mustBePerExample('time', time);
    const squared = ops.square(ops.subtract(prediction, target));
    const weight = denoisingWeight(ops, context, schedule, time, weighting, gamma);
    const perExample = meanOfExample(ops, ops.multiply(squared, alongBatch(ops, weight, squared)));
    return { loss: meanOver(ops, perExample), perExample };
  },
});
