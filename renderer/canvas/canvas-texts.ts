import { defineTexts } from '../language/texts.ts';

export const canvasTexts = defineTexts('canvas', {
  canvas: { en: 'Canvas', ko: '캔버스' },
  board: { en: 'Board', ko: '보드' },
  path: { en: 'Where you are', ko: '현재 위치' },
  ofCalls: { en: '{{place}} of {{count}}', ko: '{{count}}개 중 {{place}}' },
  oneBlock: {
    en: 'These {{count}} cards call one block and share its weights.',
    ko: '이 카드 {{count}}개는 한 블록을 호출하며 가중치를 공유해요.',
  },
  weights: { en: { one: '{{number}} weight', other: '{{number}} weights' }, ko: '가중치 {{number}}개' },
  off: { en: 'off', ko: '꺼짐' },
  frozen: { en: 'frozen', ko: '고정됨' },
  unknown: { en: 'unknown kind', ko: '모르는 종류' },
  problemsInside: {
    en: { one: '{{count}} problem inside', other: '{{count}} problems inside' },
    ko: '안에 문제 {{count}}개',
  },
  rename: { en: 'Name of the card', ko: '카드 이름' },
  noLoss: { en: 'its value appears while it trains', ko: '학습하면 값이 나타나요' },
  noBlocks: { en: 'no block wired yet', ko: '아직 연결된 블록이 없어요' },
  minimap: { en: 'Map of the canvas', ko: '캔버스 지도' },
  emptyBoard: { en: 'An empty board', ko: '빈 보드' },
  emptyBoardHow: {
    en: 'Double-click or press Space to add a card, or drag one from the palette.',
    ko: '두 번 클릭하거나 스페이스를 눌러 카드를 더하거나, 팔레트에서 끌어오세요.',
  },
  search: { en: 'Search nodes', ko: '노드 검색' },
  searchThatFit: { en: 'Search what fits {{port}}', ko: '{{port}}에 맞는 것 검색' },
  searchPorts: { en: 'Wire {{card}} to…', ko: '{{card}}을(를) 연결할 곳…' },
  nothingFits: { en: 'Nothing fits that search.', ko: '검색에 맞는 것이 없어요.' },
  byRecipe: { en: 'Drawn by the recipe {{recipe}}', ko: '{{recipe}} 레시피로 그린 설계' },
  byHand: { en: 'Edited by hand', ko: '직접 고친 설계' },
  redraw: { en: 'Redraw from recipe', ko: '레시피로 다시 그리기' },
  redrawHow: {
    en: 'Draws the design anew as {{recipe}} drew it; what was edited by hand goes. Undo brings it back.',
    ko: '{{recipe}} 레시피대로 설계를 다시 그려요. 직접 고친 내용은 사라지지만 되돌릴 수 있어요.',
  },
  sharedBy: {
    en: 'Used by {{count}} blocks: edits change all of them',
    ko: '블록 {{count}}개가 쓰는 설계예요. 고치면 모두 바뀌어요',
  },
  noSuchPort: { en: 'This port is gone.', ko: '이 포트는 이제 없어요.' },
  pinned: { en: 'watched', ko: '지켜보는 중' },
});
