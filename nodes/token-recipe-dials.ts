import type { Dial } from './dial.ts';

/** The dials that recipes for tokens share. */

export const tokensDial = {
  type: 'number',
  default: 27,
  min: 2,
  max: 65_536,
  integer: true,
  title: { en: 'Tokens', ko: '토큰 수' },
  help: {
    en: 'The size of the vocabulary, the end included: 27 for the letters of names.',
    ko: '끝을 포함한 어휘 크기입니다. 이름의 글자라면 27입니다.',
  },
} as const satisfies Dial;

export const dropoutDial = {
  type: 'number',
  default: 0,
  min: 0,
  max: 0.95,
  title: { en: 'Dropout', ko: '드롭아웃' },
} as const satisfies Dial;
