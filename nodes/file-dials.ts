import type { Dial } from './dial.ts';

/** The dials that data from files shares. */
export const heldOutShareDial = {
  type: 'number',
  default: 0.2,
  min: 0.01,
  max: 0.99,
  title: { en: 'Held-out share', ko: '검증용 비율' },
  help: {
    en: 'Every so many-th example; so a sorted file has all classes on both sides.',
    ko: '몇 개마다 하나씩 떼어 둡니다. 그래서 정렬된 파일도 양쪽에 모든 클래스가 있습니다.',
  },
} as const satisfies Dial;

export const classesDial = {
  type: 'number',
  default: 0,
  min: 0,
  max: 100_000,
  integer: true,
  title: { en: 'Classes', ko: '클래스 수' },
  help: { en: '0: no classes.', ko: '0이면 클래스가 없습니다.' },
} as const satisfies Dial;

/** A file of this machine, which is read only when the person allows it. */
export const fileDial = (en: string, ko: string) =>
  ({
    type: 'text',
    default: '',
    title: { en, ko },
    help: {
      en: 'It is read only when you allow it.',
      ko: '허락했을 때만 읽습니다.',
    },
  }) as const satisfies Dial;
