import type { Dial } from './dial.ts';
import type { Meaning } from './port.ts';

/** The dials that inputs and outputs share: what the numbers mean. */
export const meaningDial = {
  type: 'choice',
  default: 'any',
  title: { en: 'Meaning', ko: '의미' },
  options: {
    any: { en: 'anything', ko: '무엇이든' },
    image: { en: 'image', ko: '이미지' },
    points: { en: 'points', ko: '점' },
    latent: { en: 'latent', ko: '잠재 벡터' },
    label: { en: 'class', ko: '클래스' },
    tokens: { en: 'tokens', ko: '토큰' },
    time: { en: 'time', ko: '시간' },
    noise: { en: 'noise', ko: '노이즈' },
    features: { en: 'features', ko: '특징' },
    mean: { en: 'mean', ko: '평균' },
    'log variance': { en: 'log variance', ko: '로그 분산' },
    score: { en: 'score', ko: '점수' },
    mask: { en: 'mask', ko: '마스크' },
  },
} as const satisfies Dial;

export const formDial = {
  type: 'choice',
  default: 'values',
  title: { en: 'Form', ko: '형식' },
  options: {
    values: { en: 'values', ko: '값' },
    logits: { en: 'logits (before the sigmoid)', ko: '로짓(시그모이드 전)' },
    probabilities: { en: 'probabilities', ko: '확률' },
  },
} as const satisfies Dial;

export const meaningFrom = (dials: { readonly meaning: string; readonly form: string }): Meaning => ({
  kind: dials.meaning as Meaning['kind'],
  ...(dials.form === 'values' ? {} : { form: dials.form as 'logits' | 'probabilities' }),
});

export const symbolDial = {
  type: 'text',
  default: '',
  title: { en: 'Symbol', ko: '기호' },
  help: {
    en: 'How formulas write it, in TeX; its name where empty.',
    ko: '수식에서 쓰는 기호(TeX). 비우면 이름을 씁니다.',
  },
} as const satisfies Dial;
