import { defineTexts } from '../language/texts.ts';

export const viewsTexts = defineTexts('views', {
  class: { en: 'class {{label}}', ko: '클래스 {{label}}' },
  showAll: { en: 'Show all points', ko: '전체 보기' },
  noWebgl: {
    en: 'This browser cannot draw in 3-D: WebGL is off. Turn on hardware acceleration, or set the view to 2 dimensions.',
    ko: '이 브라우저에서는 WebGL이 꺼져 있어 3차원을 그릴 수 없어요. 하드웨어 가속을 켜거나 보기의 차원을 2로 바꿔 주세요.',
  },
  meanAndDeviation: { en: 'mean {{mean}} ± {{deviation}}', ko: '평균 {{mean}} ± {{deviation}}' },
  bin: { en: '{{low}} to {{high}}: {{count}}', ko: '{{low}} ~ {{high}}: {{count}}개' },
  unknownForm: {
    en: "This window does not know how to draw '{{form}}'. Update Genloom to see it.",
    ko: "이 창은 '{{form}}' 형식을 그릴 줄 몰라요. Genloom을 업데이트하면 볼 수 있어요.",
  },
  broken: {
    en: 'This picture could not be drawn: {{why}}',
    ko: '이 그림을 그리지 못했어요: {{why}}',
  },
  off: { en: 'Switched off', ko: '꺼져 있음' },
  waiting: { en: 'Appears with the first look', ko: '처음 살펴보면 나타나요' },
  noModel: { en: 'Appears once the model runs', ko: '모델이 돌아가면 나타나요' },
  failed: { en: 'The model could not be shown', ko: '모델을 보여 주지 못했어요' },
  step: { en: 'step {{step}}', ko: '{{step}}단계' },
  shippedWeights: { en: 'shipped weights', ko: '기본 제공 가중치' },
  newWeights: { en: 'new weights', ko: '새 가중치' },
  averagedWeights: { en: 'averaged weights', ko: '평균 가중치' },
  how: {
    en: 'The same held-out examples and the same noise every time, in inference mode.',
    ko: '늘 같은 검증 예제와 같은 노이즈로, 추론 모드에서 봅니다.',
  },
  minutesOld: {
    en: { one: '{{count}} minute old', other: '{{count}} minutes old' },
    ko: '{{count}}분 전',
  },
  formerRun: { en: 'former run, step {{step}}', ko: '이전 실행, {{step}}단계' },
  formerKey: { en: 'Hold G to see the former run', ko: 'G를 누르고 있으면 이전 실행이 보여요' },
  refresh: { en: 'Look again now', ko: '지금 다시 보기' },
  savePng: { en: 'Save as PNG', ko: 'PNG로 저장' },
  copy: { en: 'Copy the picture', ko: '그림 복사' },
  emptyTitle: { en: 'Views appear here', ko: '보기가 여기에 나타나요' },
  empty: {
    en: 'Drag a view from the palette onto the board and wire it: an image grid, a latent map, a histogram.',
    ko: '팔레트에서 이미지 격자, 잠재 공간 지도, 히스토그램 같은 보기를 보드로 끌어와 연결해 보세요.',
  },
  viewOf: { en: '{{name}} ({{kind}})', ko: '{{name}} ({{kind}})' },
  goToNode: { en: 'Show {{name}} on the board', ko: '보드에서 {{name}} 보기' },
  sampleAgain: { en: 'New samples', ko: '새로 뽑기' },
  seed: { en: 'seed {{seed}}', ko: '시드 {{seed}}' },
  notSampled: { en: 'Press New samples to draw some', ko: '새로 뽑기를 누르면 나타나요' },
  noPicture: {
    en: 'Samples of the shape [{{shape}}] have no picture.',
    ko: '모양이 [{{shape}}]인 샘플은 그림으로 나타낼 수 없어요.',
  },
});
