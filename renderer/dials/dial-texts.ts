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
  allClasses: { en: 'All', ko: '모두' },
  allClassesHow: { en: 'Each class in turn', ko: '클래스를 번갈아' },
  numberOf: { en: '{{name}}, number {{number}}', ko: '{{name}} {{number}}번' },
  paintHow: {
    en: '{{name}}: draw with the pointer, or move with the arrow keys and paint with Space',
    ko: '{{name}}: 포인터로 그리거나, 화살표 키로 옮기고 스페이스로 칠하세요',
  },
  paintAt: { en: '{{name}}: row {{row}}, column {{column}}', ko: '{{name}}: {{row}}행 {{column}}열' },
  region: { en: 'Region', ko: '영역' },
  regionOwn: { en: 'As drawn', ko: '그린 대로' },
  regionNothing: { en: 'Nothing', ko: '비움' },
  regionEverything: { en: 'Everything', ko: '전체' },
  regionLeft: { en: 'Left half', ko: '왼쪽 절반' },
  regionRight: { en: 'Right half', ko: '오른쪽 절반' },
  regionUpper: { en: 'Upper half', ko: '위쪽 절반' },
  regionLower: { en: 'Lower half', ko: '아래쪽 절반' },
  regionBox: { en: 'Box in the middle', ko: '가운데 상자' },
  ink: { en: 'Colour', ko: '색' },
  erase: { en: 'Erase', ko: '지우기' },
  noWires: {
    en: 'Each wire into this card gets a weight here.',
    ko: '이 카드로 들어오는 연결마다 가중치가 여기에 생겨요.',
  },
});
