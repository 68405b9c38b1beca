import { defineTexts } from '../language/texts.ts';

export const partsTexts = defineTexts('parts', {
  close: { en: 'Close', ko: '닫기' },
  clear: { en: 'Clear the search', ko: '검색어 지우기' },
  reset: { en: 'Back to {{value}}', ko: '{{value}}(으)로 되돌리기' },
  resetPlain: { en: 'Back to the default', ko: '기본값으로 되돌리기' },
  noNumber: {
    en: '"{{typed}}" is not a number; type one like 0.001 or 1e-3.',
    ko: '"{{typed}}"은(는) 숫자가 아니에요. 0.001이나 1e-3처럼 적어 주세요.',
  },
  noWhole: { en: 'Only whole numbers fit here.', ko: '정수만 쓸 수 있어요.' },
  outside: {
    en: 'From {{min}} to {{max}}; {{typed}} is outside.',
    ko: '{{min}}부터 {{max}}까지 쓸 수 있어요. {{typed}}은(는) 벗어나요.',
  },
  scrub: { en: 'Drag to change', ko: '끌어서 바꾸기' },
  loading: { en: 'Loading', ko: '불러오는 중' },
});
