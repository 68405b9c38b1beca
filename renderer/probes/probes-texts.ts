import { defineTexts } from '../language/texts.ts';

export const probesTexts = defineTexts('probes', {
  mean: { en: 'mean', ko: '평균' },
  range: { en: 'from {{least}} to {{largest}}', ko: '{{least}} ~ {{largest}}' },
  asking: { en: 'asking …', ko: '알아보는 중 …' },
  pin: { en: 'Pin: watch it at every step', ko: '고정: 스텝마다 지켜보기' },
  unpin: { en: 'Let go', ko: '고정 풀기' },
  pinned: { en: 'Pinned wires', ko: '고정한 연결' },
  spread: { en: 'How the values on {{wire}} are spread', ko: '{{wire}} 값의 분포' },
  first: { en: 'The first example on {{wire}}', ko: '{{wire}}의 첫 예제' },
  over: { en: 'Mean of {{wire}} over training', ko: '학습하는 동안 {{wire}}의 평균' },
  broken: { en: 'not finite', ko: '유한하지 않음' },
});
