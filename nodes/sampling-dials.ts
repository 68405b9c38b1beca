import type { Dial } from './dial.ts';

/** The dials of nodes that sample by asking a denoiser. */

export const methodDial = {
  type: 'choice',
  default: 'DDIM',
  title: { en: 'Method', ko: '방법' },
  options: {
    DDPM: { en: 'DDPM (ancestral)', ko: 'DDPM (조상 샘플링)' },
    DDIM: { en: 'DDIM', ko: 'DDIM' },
    Euler: { en: 'Euler on the ODE', ko: 'ODE 오일러' },
    Heun: { en: 'Heun on the ODE (two calls a step)', ko: 'ODE 호인 (스텝마다 두 번 호출)' },
    'Euler-Maruyama': { en: 'Euler-Maruyama on the SDE', ko: 'SDE 오일러-마루야마' },
  },
} as const satisfies Dial;

export const stepsDial = {
  type: 'number',
  default: 50,
  min: 0,
  max: 10_000,
  integer: true,
  title: { en: 'Steps', ko: '스텝 수' },
  help: { en: '0: every step of the schedule.', ko: '0이면 스케줄의 모든 스텝입니다.' },
} as const satisfies Dial;

export const guidanceDial = {
  type: 'number',
  default: 1,
  min: 0,
  max: 100,
  title: { en: 'Guidance w', ko: '가이던스 w' },
  help: {
    en: '1: none. Above, samples listen harder to their condition and become more alike.',
    ko: '1이면 없음. 클수록 조건을 더 따르지만 샘플이 서로 비슷해집니다.',
  },
} as const satisfies Dial;

export const clipDial = {
  type: 'number',
  default: 0,
  min: 0,
  max: 1000,
  title: { en: 'Clip guesses', ko: '추측 자르기' },
  help: { en: 'The largest |x̂₀|; 0: as it is.', ko: 'x̂₀의 가장 큰 절댓값. 0이면 그대로 둡니다.' },
} as const satisfies Dial;
