import { defineTexts } from '../language/texts.ts';

export const windowTexts = defineTexts('window', {
  left: { en: 'Palette and lesson', ko: '팔레트와 수업' },
  palette: { en: 'Palette', ko: '팔레트' },
  lesson: { en: 'Lesson', ko: '수업' },
  canvas: { en: 'Canvas', ko: '캔버스' },
  inspector: { en: 'Inspector', ko: '속성' },
  bottom: { en: 'Training and problems', ko: '학습과 문제' },
  curves: { en: 'Curves', ko: '곡선' },
  views: { en: 'Views', ko: '보기' },
  compiledStep: { en: 'Compiled step', ko: '컴파일된 스텝' },
  runs: { en: 'Runs', ko: '실행 기록' },
  problems: { en: 'Problems', ko: '문제' },
  resize: { en: 'Resize', ko: '크기 조절' },
  opening: { en: 'Opening the project', ko: '프로젝트를 여는 중' },
  broke: { en: 'This part of the window broke', ko: '창의 이 부분에 문제가 생겼어요' },
  brokeSentence: {
    en: '{{why}} Your work is not touched. Draw it again; if it breaks again, reload the window.',
    ko: '{{why}} 작업한 내용은 그대로예요. 다시 그려 보고, 그래도 안 되면 창을 새로 고치세요.',
  },
  drawAgain: { en: 'Draw it again', ko: '다시 그리기' },
  lookingOn: {
    en: 'Another window is editing this project; you are looking on.',
    ko: '다른 창에서 이 프로젝트를 편집하고 있어서, 여기서는 볼 수만 있어요.',
  },
  takeOver: { en: 'Take over', ko: '이어받기' },
  away: {
    en: 'The machine is away. What you edit stays in this window and in this browser until it is back.',
    ko: '컴퓨터와 연결이 끊겼어요. 다시 연결될 때까지 편집한 내용은 이 창과 브라우저에 남아 있어요.',
  },
  trainingGoesOn: {
    en: 'A training that was running goes on there.',
    ko: '진행 중이던 학습은 그쪽에서 계속돼요.',
  },
  offered: {
    en: 'This browser has edits from {{when}} that never reached the machine.',
    ko: '{{when}}에 편집했지만 컴퓨터에 전해지지 않은 내용이 이 브라우저에 있어요.',
  },
  takeOffered: { en: 'Put them in', ko: '가져오기' },
  dropOffered: { en: 'Drop them', ko: '버리기' },
  understood: { en: 'Understood', ko: '알겠어요' },
  drop: { en: 'Drop to open', ko: '놓으면 열려요' },
  dropSentence: { en: 'A .genloom document', ko: '.genloom 문서' },
  back: { en: 'The machine is back.', ko: '다시 연결됐어요.' },
});
