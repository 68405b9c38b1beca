import { defineTexts } from '../language/texts.ts';

export const topTexts = defineTexts('top', {
  bar: { en: 'Project and training', ko: '프로젝트와 학습' },
  menu: { en: 'Genloom menu', ko: 'Genloom 메뉴' },
  file: { en: 'Project', ko: '프로젝트' },
  view: { en: 'View', ko: '보기' },
  help: { en: 'Help', ko: '도움말' },
  rename: { en: 'Save under another name', ko: '다른 이름으로 저장' },
  saved: { en: 'Saved', ko: '저장됨' },
  savedDetail: { en: 'The file holds what you see.', ko: '보이는 그대로 파일에 저장되어 있어요.' },
  kept: { en: 'Kept', ko: '보관됨' },
  keptDetail: {
    en: 'Your last edits are kept by the autosave and not yet saved to the file. {{keys}} saves them.',
    ko: '마지막 편집이 자동 저장되어 있고, 파일에는 아직 저장하지 않았어요. {{keys}}(으)로 저장하세요.',
  },
  draftDetail: {
    en: 'This draft is kept by the autosave. Save it under a name to find it in your folder.',
    ko: '이 초안은 자동 저장되어 있어요. 이름을 붙여 저장하면 폴더에서 찾을 수 있어요.',
  },
  keeping: { en: 'Keeping…', ko: '보관하는 중…' },
  keepingDetail: {
    en: 'Your last edits are on their way to the autosave.',
    ko: '마지막 편집을 자동 저장하는 중이에요.',
  },
  notKept: { en: 'Not kept', ko: '보관 못 함' },
  notKeptDetail: {
    en: '{{why}} This browser keeps a copy meanwhile.',
    ko: '{{why}} 그동안 이 브라우저가 사본을 보관해요.',
  },
  lookingOn: { en: 'Looking on', ko: '보기만 하는 중' },
  lookingOnDetail: {
    en: 'Another window is editing this project.',
    ko: '다른 창에서 이 프로젝트를 편집하고 있어요.',
  },
  theme: { en: 'Theme', ko: '테마' },
  system: { en: 'As the system', ko: '시스템 설정대로' },
  light: { en: 'Light', ko: '밝게' },
  dark: { en: 'Dark', ko: '어둡게' },
  language: { en: 'Language', ko: '언어' },
});
