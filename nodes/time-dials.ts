import type { Dial } from './dial.ts';

/** How times are drawn. */
export const timeDistributionDial = {
  type: 'choice',
  default: 'uniform',
  title: { en: 'Distribution of time', ko: '시간의 분포' },
  options: {
    uniform: { en: 'uniform', ko: '균등' },
    'logit-normal': { en: 'logit-normal (prefers the middle)', ko: '로짓 정규 (가운데를 더 자주)' },
  },
} as const satisfies Dial;

export const leastTimeDial = {
  type: 'number',
  default: 1e-3,
  min: 1e-6,
  max: 0.5,
  title: { en: 'Smallest time', ko: '가장 작은 시점' },
  help: {
    en: 'Of continuous schedules; those of steps begin at 1/T.',
    ko: '연속 스케줄에서 씁니다. 스텝이 있으면 1/T부터입니다.',
  },
} as const satisfies Dial;
