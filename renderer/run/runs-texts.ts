import { defineTexts } from '../language/texts.ts';

export const runsTexts = defineTexts('runs', {
  emptyTitle: { en: 'Runs are kept here', ko: '실행이 여기에 남아요' },
  empty: {
    en: 'Every training is a run of its own: with its graph, its curves and its checkpoints, to look back at and to go on from.',
    ko: '학습할 때마다 실행이 하나씩 남아요. 그래프와 곡선, 체크포인트가 함께 있어 되돌아보고 이어서 학습할 수 있어요.',
  },
  list: { en: 'Runs', ko: '실행' },
  training: { en: 'training', ko: '학습 중' },
  now: { en: 'shown', ko: '보는 중' },
  compare: { en: 'Draw {{run}} beside the run at hand', ko: '{{run}}의 곡선을 함께 그리기' },
  show: { en: 'Show {{run}}', ko: '{{run}} 보기' },
  more: { en: 'More about {{run}}', ko: '{{run}} 더 보기' },
  steps: { en: '{{step}} / {{steps}} steps', ko: '{{step}} / {{steps}}스텝' },
  showNewest: { en: 'Show its newest weights', ko: '마지막 가중치 보기' },
  goOn: { en: 'Go on from its last checkpoint', ko: '마지막 체크포인트에서 계속 학습' },
  openDocument: { en: 'Put its graph back on the canvas', ko: '이 실행의 그래프를 캔버스에 되돌리기' },
  remove: { en: 'Remove …', ko: '지우기 …' },
  removeTitle: { en: 'Remove {{run}}?', ko: '{{run}}을(를) 지울까요?' },
  removeDetail: {
    en: 'Its weights, checkpoints and curves are deleted from the disk. This cannot be taken back.',
    ko: '가중치와 체크포인트, 곡선이 디스크에서 지워지고 되돌릴 수 없어요.',
  },
  removeIt: { en: 'Remove', ko: '지우기' },
  keepIt: { en: 'Keep', ko: '남기기' },
  timeline: { en: 'Timeline of {{run}}', ko: '{{run}}의 타임라인' },
  atStep: { en: 'step {{step}}', ko: '{{step}}스텝' },
  whileTraining: {
    en: 'Pause to look back through the checkpoints.',
    ko: '일시 정지하면 체크포인트를 되돌아볼 수 있어요.',
  },
  dragBack: { en: 'Drag to see the model of then.', ko: '끌면 그때의 모델이 보여요.' },
  branch: { en: 'Go on from here as a new run', ko: '여기서 새 실행으로 이어가기' },
  resume: { en: 'Go on with {{run}}', ko: '{{run}} 계속 학습' },
  log: { en: 'Log', ko: '기록' },
  noLog: { en: 'Nothing has been written yet.', ko: '아직 기록이 없어요.' },
});
