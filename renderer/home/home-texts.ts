import { defineTexts } from '../language/texts.ts';

export const homeTexts = defineTexts('home', {
  startHere: { en: 'Start here', ko: '여기서 시작하세요' },
  startSentence: {
    en: 'A trained model is waiting. Open it, look into every wire, then train it yourself.',
    ko: '학습된 모델이 준비되어 있어요. 열어서 선 하나하나를 들여다보고, 직접 학습시켜 보세요.',
  },
  openTemplate: { en: 'Open', ko: '열기' },
  continue: { en: 'Continue', ko: '이어서 하기' },
  templates: { en: 'Templates', ko: '템플릿' },
  empty: { en: 'Empty graph', ko: '빈 그래프' },
  draft: { en: 'Draft', ko: '초안' },
  runs: { en: { one: '{{count}} run', other: '{{count}} runs' }, ko: '실행 {{count}}개' },
  noRuns: { en: 'not trained yet', ko: '아직 학습 전' },
  forget: { en: 'Take {{name}} off this list', ko: '{{name}}을(를) 목록에서 빼기' },
  forgetDraft: { en: 'Delete the draft {{name}}', ko: '초안 {{name}} 지우기' },
  forgetDraftTitle: { en: 'Delete this draft?', ko: '이 초안을 지울까요?' },
  forgetDraftSentence: {
    en: '"{{name}}" was never saved under a name. It and what was trained from it are deleted for good.',
    ko: '"{{name}}"은(는) 이름을 붙여 저장한 적이 없어요. 이 초안과 여기서 학습한 결과가 완전히 지워져요.',
  },
  delete: { en: 'Delete', ko: '지우기' },
  keep: { en: 'Keep it', ko: '그대로 두기' },
  nothingYet: {
    en: 'What you work on will be here. A .genloom file can be dropped anywhere on the window.',
    ko: '작업한 프로젝트가 여기에 모여요. .genloom 파일을 창 어디에나 끌어다 놓아도 돼요.',
  },
  failed: { en: 'The gallery could not be read', ko: '갤러리를 읽지 못했어요' },
  again: { en: 'Try again', ko: '다시 시도' },
  noTemplates: { en: 'No templates came with this Genloom', ko: '이 Genloom에는 템플릿이 없어요' },
  noTemplatesSentence: {
    en: 'The folder "templates" is empty. Begin with an empty graph, or fetch Genloom anew.',
    ko: '"templates" 폴더가 비어 있어요. 빈 그래프로 시작하거나 Genloom을 다시 받아 주세요.',
  },
  weights: { en: { one: '{{number}} weight', other: '{{number}} weights' }, ko: '가중치 {{number}}개' },
  minutes: {
    en: { one: 'about {{count}} minute to train', other: 'about {{count}} minutes to train' },
    ko: '학습 약 {{count}}분',
  },
  samples: { en: 'Samples of the trained model', ko: '학습된 모델의 샘플' },
  untrained: { en: 'No trained weights yet', ko: '아직 학습된 가중치가 없어요' },
  firstSteps: { en: 'first steps', ko: '첫걸음' },
  nextSteps: { en: 'next steps', ko: '다음 걸음' },
  research: { en: 'research', ko: '연구' },
  densityExact: { en: 'exact density', ko: '정확한 밀도' },
  densityBound: { en: 'bound on the density', ko: '밀도의 하한' },
  densityNone: { en: 'no density', ko: '밀도 없음' },
});
