import { defineTexts } from '../../language/texts.ts';

export const searchTexts = defineTexts('search', {
  label: {
    en: 'Find commands, cards, nodes, templates, projects',
    ko: '명령, 카드, 노드, 템플릿, 프로젝트 찾기',
  },
  nothing: {
    en: 'Nothing found. Try another word, in English or Korean.',
    ko: '찾은 것이 없어요. 다른 말로, 영어로도 찾아보세요.',
  },
  commands: { en: 'Commands', ko: '명령' },
  cards: { en: 'On the canvas', ko: '캔버스에 있는 카드' },
  nodes: { en: 'Put on the canvas', ko: '캔버스에 놓기' },
  templates: { en: 'Templates', ko: '템플릿' },
  projects: { en: 'Projects', ko: '프로젝트' },
});
