import type { Dial } from './dial.ts';

/** How many held-out examples a metric looks at. */
export const countDial = {
  type: 'number',
  default: 2000,
  min: 2,
  max: 100_000,
  integer: true,
  title: { en: 'Examples', ko: '예제 수' },
} as const satisfies Dial;
