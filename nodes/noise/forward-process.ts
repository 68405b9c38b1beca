import { defineNode } from '../contract.ts';
import { mustBePerExample, mustHaveSameShape } from '../per-example.ts';
import { noised, targetOf } from '../prediction.ts';
import { randomTime } from '../random-time.ts';
import { marginals } from '../schedule.ts';
import { schedulePort, timeOutput, timePort } from '../schedule-ports.ts';
import { leastTimeDial, timeDistributionDial } from '../time-dials.ts';

/** How times are drawn, in TeX. */
const TIMES = {
  uniform: 't \\sim \\mathcal{U}(0, 1]',
  'logit-normal': '\\operatorname{logit} t \\sim \\mathcal{N}(0, 1)',
} as const;

export default defineNode({
  kind: 'forward-process',
  family: 'noise',
  places: ['board'],
  title: { en: 'Forward process', ko: '순방향 과정' },
  sentence: {
    en: 'Lays noise on clean values, as much as belongs to a time, and says what a network should tell about the result.',
    ko: '원본에 시점만큼의 노이즈를 얹고, 그 결과에 대해 네트워크가 말해야 할 것도 함께 냅니다.',
  },
  formula: ({ distribution }, wired) =>
    [
      'q(x_t \\mid x_0):\\quad x_t = \\alpha_t x_0 + \\sigma_t \\epsilon',
      ...(wired?.has('noise') ? [] : ['\\epsilon \\sim \\mathcal{N}(0, I)']),
      ...(wired?.has('time') ? [] : [TIMES[distribution]]),
    ].join(',\\quad '),
  aliases: ['q(x_t | x_0)', 'add noise', 'diffuse', 'perturbation kernel', '노이즈 추가', '확산'],
  source: 'Ho et al. 2020, eq. 4; Song et al. 2021 (score SDE), eq. 29; Lipman et al. 2023, eq. 20',
  inputs: {
    clean: { symbol: 'x_0', title: { en: 'Clean', ko: '원본' } },
    schedule: schedulePort,
    time: { ...timePort, optional: true },
    noise: { symbol: '\\epsilon', title: { en: 'Noise', ko: '노이즈' }, optional: true },
  },
  outputs: {
    noisy: { symbol: 'x_t', title: { en: 'Noisy', ko: '노이즈 섞인 값' } },
    time: timeOutput,
    noise: { symbol: '\\epsilon', title: { en: 'Noise', ko: '노이즈' }, meaning: { kind: 'noise' } },
    target: { symbol: 'y_t', title: { en: 'What to predict', ko: '예측 목표' } },
  },
  dials: { distribution: timeDistributionDial, least: leastTimeDial },
  build(ops, { clean, schedule, ...given }, { distribution, least }, context) {
    const time = given.time ?? randomTime(ops, context, schedule, distribution, least);
    mustBePerExample('time', time);
    const noise = given.noise ?? context.normalNoise(clean.shape);
    mustHaveSameShape('noise', noise, 'clean', clean);
    const at = marginals(ops, schedule, time);
    const { kind } = context.meaningOf(clean);
    const noisy = context.means(noised(ops, at, { clean, noise }), { kind });
    return { noisy, time, noise, target: targetOf(ops, schedule.prediction, at, { clean, noise }) };
  },
});
