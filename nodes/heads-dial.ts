import type { Dial } from './dial.ts';

/** How many places at once an attention looks at. */
export const headsDial = {
  type: 'number',
  default: 4,
  min: 1,
  max: 64,
  integer: true,
  title: { en: 'Heads', ko: '헤드 수' },
} as const satisfies Dial;
