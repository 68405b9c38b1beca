import { defineTexts } from '../language/texts.ts';

export const paletteTexts = defineTexts('palette', {
  search: { en: 'Search nodes', ko: '노드 검색' },
  recipes: { en: 'New block from a recipe', ko: '레시피로 새 블록' },
  blocks: { en: 'Blocks of this project', ko: '이 프로젝트의 블록' },
  members: { en: 'Designs of this project', ko: '이 프로젝트의 설계' },
  nothing: { en: 'Nothing is called that.', ko: '그런 이름은 없어요.' },
  nothingHow: {
    en: 'Inside a design there are layers and maths; data, losses and views stand on the board.',
    ko: '설계 안에는 층과 수식이 있고, 데이터·손실·보기는 보드에 있어요.',
  },
  list: { en: 'Nodes to add', ko: '더할 수 있는 노드' },
  how: {
    en: 'Drag onto the canvas, or press Enter',
    ko: '캔버스로 끌어오거나 Enter를 누르세요',
  },
});
