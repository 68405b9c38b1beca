import type { Dial } from './dial.ts';

/** The size of the space in which two towers meet. */
export const sharedSizeDial = {
  type: 'number',
  default: 64,
  min: 1,
  max: 4096,
  integer: true,
  title: { en: 'Shared size', ko: '공유 공간의 크기' },
} as const satisfies Dial;
