import { defineTexts } from '../language/texts.ts';

export const runTexts = defineTexts('run', {
  train: { en: 'Train', ko: '학습' },
  trainHow: { en: 'How to train', ko: '학습 방식' },
  goOn: { en: 'Go on', ko: '계속' },
  training: { en: 'Training', ko: '학습' },
  preparing: { en: 'Preparing …', ko: '준비하는 중 …' },
  paused: { en: 'Paused', ko: '멈춤' },
  finished: { en: 'Finished', ko: '끝남' },
  failed: { en: 'Failed', ko: '실패' },
  stepOf: { en: '{{step}} / {{steps}}', ko: '{{step}} / {{steps}}' },
  left: { en: '{{time}} left', ko: '{{time}} 남음' },
  rate: { en: '{{rate}} steps per second', ko: '초당 {{rate}}스텝' },
  alarms: { en: { one: '{{count}} warning', other: '{{count}} warnings' }, ko: '경고 {{count}}개' },
  alarmAt: { en: '{{name}}, step {{step}}', ko: '{{name}}, {{step}}스텝' },
  goToCard: { en: 'Show the card', ko: '카드 보기' },
  older: { en: 'Older graph', ko: '이전 그래프' },
  olderDetail: {
    en: 'The model was made from an older state of the graph. Train or show it again to take the edits in.',
    ko: '이 모델은 그래프의 이전 상태로 만들었어요. 다시 학습하거나 다시 보여 주면 편집한 내용이 들어가요.',
  },
  showAgain: { en: 'Show the graph as it is now', ko: '지금 그래프로 다시 보기' },
  anew: {
    en: { one: '{{count}} tensor started anew', other: '{{count}} tensors started anew' },
    ko: '텐서 {{count}}개를 새로 시작',
  },
  anewDetail: {
    en: 'Trained weights no longer fit these, by name or by shape, so they began anew:',
    ko: '이름이나 모양이 맞지 않아 학습된 가중치를 쓸 수 없는 것들은 새로 시작했어요:',
  },
  andMore: { en: 'and {{count}} more', ko: '그 밖에 {{count}}개' },
  notIdentical: {
    en: 'It goes on, but not to the bit as without the break.',
    ko: '이어지지만 멈추지 않았을 때와 비트까지 같지는 않아요.',
  },
  lastValue: { en: 'Last value of {{name}}', ko: '{{name}}의 마지막 값' },
});
