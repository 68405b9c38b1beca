import { defineTexts } from '../language/texts.ts';

export const stepTexts = defineTexts('compiled-step', {
  title: { en: 'The compiled step', ko: '컴파일된 스텝' },
  emptyTitle: { en: 'One training step, line by line', ko: '학습 한 스텝을 한 줄씩' },
  broken: {
    en: 'The step can be read once the graph has no errors left. They stand under Problems.',
    ko: '그래프의 오류를 모두 고치면 학습 한 스텝을 읽을 수 있어요. 오류는 문제 탭에 있어요.',
  },
  step: { en: 'One training step', ko: '학습 한 스텝' },
  outputs: { en: 'How the outputs come about', ko: '출력을 만드는 차례' },
  optimizer: { en: 'Update by {{name}}', ko: '{{name}}의 갱신' },
  phase: { en: 'phase {{phase}}', ko: '단계 {{phase}}' },
  open: { en: 'Show the lines inside {{name}}', ko: '{{name}} 안의 줄 보기' },
  openAll: { en: 'Open all calls', ko: '모든 호출 펼치기' },
  closeAll: { en: 'Close all calls', ko: '모든 호출 접기' },
  goTo: { en: 'Show {{name}} on the canvas', ko: '캔버스에서 {{name}} 보기' },
});
