import type { Dial } from './dial.ts';

/** How many examples a data set that is drawn by rule has, and from which seed. */

const countOf = {
  type: 'number',
  min: 1,
  max: 1_000_000,
  integer: true,
} as const;

export const trainingExamplesDial = {
  ...countOf,
  default: 20_000,
  title: { en: 'Training examples', ko: '학습 예제 수' },
} as const satisfies Dial;

export const heldOutExamplesDial = {
  ...countOf,
  default: 4000,
  title: { en: 'Held-out examples', ko: '검증 예제 수' },
} as const satisfies Dial;

export const dataSeedDial = {
  type: 'number',
  default: 1,
  min: 0,
  max: 0x7fffffff,
  integer: true,
  title: { en: 'Seed of the data', ko: '데이터 시드' },
} as const satisfies Dial;
