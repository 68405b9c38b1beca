import { defineTexts } from '../language/texts.ts';

export const dialTexts = defineTexts('dials', {
  live: { en: 'Can be turned while it trains', ko: '학습 중에도 바꿀 수 있어요' },
  noList: {
    en: 'A list of numbers with commas between them, such as 32, 64.',
    ko: '쉼표로 나눈 수의 목록을 적어 주세요. 예: 32, 64',
  },
  wrongCount: { en: 'Exactly {{count}} numbers.', ko: '수가 정확히 {{count}}개 필요해요.' },
  outside: { en: 'Each from {{min}} to {{max}}.', ko: '각각 {{min}}부터 {{max}}까지예요.' },
  whole: { en: 'Whole numbers only.', ko: '정수만 쓸 수 있어요.' },
  noWires: {
    en: 'Each wire into this card gets a weight here.',
    ko: '이 카드로 들어오는 연결마다 가중치가 여기에 생겨요.',
  },
});
