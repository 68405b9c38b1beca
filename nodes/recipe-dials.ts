import { activationDial } from './activation.ts';
import type { Dial } from './dial.ts';

/** The dials that recipes share. */

export const hiddenActivationDial = { ...activationDial, default: 'ReLU' } as const satisfies Dial;

/** What the last layer of a network ends in. */
export const endDial = {
  type: 'choice',
  default: 'linear',
  title: { en: 'Output', ko: '출력' },
  options: {
    linear: { en: 'linear (any number)', ko: '선형 (모든 수)' },
    logits: { en: 'logits (before the sigmoid)', ko: '로짓 (시그모이드 전)' },
    sigmoid: { en: 'sigmoid (0 to 1)', ko: '시그모이드 (0부터 1까지)' },
    tanh: { en: 'tanh (-1 to 1)', ko: 'tanh (-1부터 1까지)' },
  },
} as const satisfies Dial;

/** The activation of the last layer, and the form that its numbers then have. */
export const endsIn = {
  linear: { activation: 'linear', form: 'values' },
  logits: { activation: 'linear', form: 'logits' },
  sigmoid: { activation: 'sigmoid', form: 'probabilities' },
  tanh: { activation: 'tanh', form: 'values' },
} as const satisfies Record<keyof (typeof endDial)['options'], { activation: string; form: string }>;

const widths = { type: 'numbers', min: 1, integer: true } as const;

export const channelsDial = {
  ...widths,
  default: [32, 64],
  max: 4096,
  title: { en: 'Channels', ko: '채널' },
} as const satisfies Dial;

export const widthsDial = {
  ...widths,
  default: [128, 128],
  max: 65_536,
  title: { en: 'Widths', ko: '층 너비' },
} as const satisfies Dial;

export const denseWidthDial = {
  type: 'number',
  default: 128,
  min: 1,
  max: 65_536,
  integer: true,
  title: { en: 'Dense width', ko: '완전연결층 너비' },
} as const satisfies Dial;

export const sizeDial = {
  type: 'numbers',
  default: [28, 28, 1],
  min: 1,
  max: 4096,
  integer: true,
  length: 3,
  title: { en: 'Height, width, channels of the image', ko: '이미지의 세로, 가로, 채널' },
} as const satisfies Dial;

/** Whether a network is told the class. */
export const conditionDial = {
  type: 'choice',
  default: 'none',
  title: { en: 'Condition', ko: '조건' },
  options: { none: { en: 'none', ko: '없음' }, class: { en: 'class', ko: '클래스' } },
} as const satisfies Dial;

export const classesDial = {
  type: 'number',
  default: 10,
  min: 1,
  max: 65_536,
  integer: true,
  title: { en: 'Classes', ko: '클래스 수' },
} as const satisfies Dial;

export const conditionSizeDial = {
  type: 'number',
  default: 16,
  min: 1,
  max: 4096,
  integer: true,
  title: { en: 'Size of the class vector', ko: '클래스 벡터 크기' },
} as const satisfies Dial;
