import { defineTexts } from '../language/texts.ts';

export const lessonTexts = defineTexts('lesson', {
  try: { en: 'Three things to try', ko: '해 볼 것 세 가지' },
  tryIt: { en: 'Try it', ko: '해 보기' },
  tried: { en: 'Done', ko: '적용됨' },
  change: { en: '{{node}}: {{dial}} = {{value}}', ko: '{{node}}: {{dial}} = {{value}}' },
  gone: {
    en: 'The node that it is about is no longer in the graph.',
    ko: '이 항목이 가리키는 노드가 그래프에 없습니다.',
  },
  after: {
    en: 'Undo takes it back. Train from scratch, then look at the card that is selected.',
    ko: '실행 취소로 되돌릴 수 있습니다. 처음부터 학습한 뒤 선택된 카드를 보세요.',
  },
  story: { en: 'Five questions', ko: '다섯 가지 질문' },
  formulation: { en: 'Formulation', ko: '정식화' },
  representation: { en: 'Representation', ko: '표현' },
  objective: { en: 'Objective', ko: '목적 함수' },
  optimization: { en: 'Optimization', ko: '최적화' },
  inference: { en: 'Inference', ko: '추론' },
  measured: { en: 'What its own weights reach', ko: '함께 제공되는 가중치의 성능' },
  noneTitle: { en: 'No lesson here', ko: '설명이 없습니다' },
  none: {
    en: 'Projects that begin as a template have its lesson here: what it teaches and three things to try.',
    ko: '템플릿으로 시작한 프로젝트에는 여기에 설명이 있습니다. 무엇을 배우는지와 해 볼 것 세 가지입니다.',
  },
  failed: { en: 'The lesson could not be read.', ko: '설명을 읽지 못했습니다.' },
});
