import { defineTexts } from '../language/texts.ts';

export const curvesTexts = defineTexts('curves', {
  emptyTitle: { en: 'Curves appear here', ko: '곡선이 여기에 나타나요' },
  empty: {
    en: 'Press Train: the loss and each of its parts are drawn while it learns, for the training batches and for held-out examples.',
    ko: '학습을 누르면 배우는 동안 손실과 그 부분들을 학습 배치와 검증 예제에 대해 그려요.',
  },
  emptyTrainedTitle: { en: 'This model came trained', ko: '이미 학습된 모델이에요' },
  emptyTrained: {
    en: 'Its pictures are under Views; how it was trained was not kept. Train it yourself, and the loss and each of its parts are drawn here.',
    ko: '그림은 보기 탭에 있어요. 학습 과정은 남아 있지 않아요. 직접 학습하면 손실과 그 부분들이 여기에 그려져요.',
  },
  curves: { en: 'Curves', ko: '곡선' },
  train: { en: 'train', ko: '학습' },
  heldOut: { en: 'held-out', ko: '검증' },
  former: { en: 'former: {{run}}', ko: '이전: {{run}}' },
  logarithmic: { en: 'Log axis', ko: '로그 축' },
  logarithmicDetail: {
    en: 'Values of 0 and below are left out.',
    ko: '0 이하의 값은 그리지 않아요.',
  },
  smoothing: { en: 'Smoothing', ko: '평활' },
  over: { en: 'Over', ko: '가로축' },
  step: { en: 'step', ko: '스텝' },
  seconds: { en: 'time', ko: '시간' },
  showAll: { en: 'Show all steps', ko: '전체 스텝 보기' },
  saveCsv: { en: 'Save as CSV', ko: 'CSV로 저장' },
  savePng: { en: 'Save as PNG', ko: 'PNG로 저장' },
  takeAway: { en: 'Save', ko: '저장' },
  legend: { en: 'What is drawn', ko: '그리는 것' },
});
