import type { Dial } from './dial.ts';

type DialTable = Readonly<Record<string, Dial>>;

/** How an optimizer moves a weight. */
export const methodDials = {
  method: {
    type: 'choice',
    default: 'Adam',
    title: { en: 'Method', ko: '방법' },
    options: {
      SGD: { en: 'SGD', ko: 'SGD' },
      momentum: { en: 'SGD with momentum', ko: '모멘텀 SGD' },
      RMSProp: { en: 'RMSProp', ko: 'RMSProp' },
      Adam: { en: 'Adam', ko: 'Adam' },
      AdamW: { en: 'AdamW', ko: 'AdamW' },
    },
  },
  learningRate: {
    type: 'number',
    default: 1e-3,
    min: 0,
    max: 100,
    live: true,
    title: { en: 'Learning rate', ko: '학습률' },
  },
  beta1: {
    type: 'number',
    default: 0.9,
    min: 0,
    max: 0.9999,
    title: { en: 'Beta 1', ko: '베타 1' },
    help: {
      en: 'Adam: memory of gradients. GANs like 0.5.',
      ko: 'Adam: 그래디언트의 기억. GAN에는 0.5가 좋습니다.',
    },
  },
  beta2: {
    type: 'number',
    default: 0.999,
    min: 0.5,
    max: 0.99999,
    title: { en: 'Beta 2', ko: '베타 2' },
    help: {
      en: 'Adam and RMSProp: memory of squared gradients.',
      ko: 'Adam과 RMSProp: 제곱 그래디언트의 기억.',
    },
  },
  epsilon: { type: 'number', default: 1e-7, min: 1e-12, max: 1, title: { en: 'Epsilon', ko: '엡실론' } },
  momentum: {
    type: 'number',
    default: 0.9,
    min: 0,
    max: 0.9999,
    title: { en: 'Momentum', ko: '모멘텀' },
    help: { en: 'Of SGD with momentum.', ko: '모멘텀 SGD의 모멘텀.' },
  },
  weightDecay: {
    type: 'number',
    default: 0.01,
    min: 0,
    max: 1,
    title: { en: 'Weight decay', ko: '가중치 감쇠' },
    help: { en: 'Of AdamW.', ko: 'AdamW의 가중치 감쇠.' },
  },
  clip: {
    type: 'number',
    default: 0,
    min: 0,
    max: 1e6,
    title: { en: 'Clip gradient norm', ko: '그래디언트 노름 제한' },
    help: { en: 'Of all gradients together; 0: off.', ko: '모든 그래디언트를 합친 노름입니다. 0이면 끔.' },
  },
  movingAverage: {
    type: 'number',
    default: 0,
    min: 0,
    max: 0.99999,
    title: { en: 'Moving average', ko: '이동 평균' },
    help: {
      en: 'Decay of the averaged weights that samplers, views and exports use; 0: none.',
      ko: '샘플러, 보기, 내보내기에 쓰는 평균 가중치의 감쇠율. 0이면 쓰지 않습니다.',
    },
  },
} as const satisfies DialTable;

/** How its rate goes over the phase. */
export const rateDials = {
  schedule: {
    type: 'choice',
    default: 'constant',
    title: { en: 'Schedule', ko: '학습률 스케줄' },
    options: {
      constant: { en: 'constant', ko: '일정' },
      cosine: { en: 'cosine', ko: '코사인' },
      'warm-up and cosine': { en: 'warm-up and cosine', ko: '워밍업과 코사인' },
      linear: { en: 'linear', ko: '선형' },
      exponential: { en: 'exponential', ko: '지수' },
    },
  },
  warmUp: {
    type: 'number',
    default: 100,
    min: 0,
    max: 1e6,
    integer: true,
    unit: 'updates',
    title: { en: 'Warm-up', ko: '워밍업' },
  },
  hold: {
    type: 'number',
    default: 0,
    min: 0,
    max: 1,
    title: { en: 'Hold', ko: '유지 구간' },
    help: {
      en: 'The share of the phase before the rate begins to fall.',
      ko: '학습률이 줄기 시작하기 전의 구간이 단계에서 차지하는 비율.',
    },
  },
  floor: {
    type: 'number',
    default: 0.05,
    min: 0,
    max: 1,
    title: { en: 'Floor', ko: '바닥' },
    help: { en: 'The share of the rate that is left at the end.', ko: '끝에 남는 학습률의 비율.' },
  },
} as const satisfies DialTable;

/** When it works. */
export const planDials = {
  phase: {
    type: 'text',
    default: '',
    title: { en: 'Phase', ko: '단계' },
    help: { en: 'The first one where empty.', ko: '비우면 첫 단계입니다.' },
  },
  order: {
    type: 'number',
    default: 1,
    min: 1,
    max: 100,
    integer: true,
    title: { en: 'Order in the step', ko: '한 스텝 안의 순서' },
  },
  every: {
    type: 'number',
    default: 1,
    min: 1,
    max: 1000,
    integer: true,
    unit: 'steps',
    title: { en: 'Every', ko: '주기' },
  },
  repeat: {
    type: 'number',
    default: 1,
    min: 1,
    max: 100,
    integer: true,
    title: { en: 'Updates in a step', ko: '스텝당 갱신 횟수' },
  },
  draw: {
    type: 'choice',
    default: 'new',
    title: { en: 'Draw', ko: '뽑기' },
    options: {
      new: { en: 'new batch and noise', ko: '새 배치와 노이즈' },
      shared: { en: 'that of the optimizer before', ko: '앞 옵티마이저와 공유' },
    },
  },
  sharesBlocks: {
    type: 'flag',
    default: false,
    title: { en: 'Shares blocks', ko: '블록 함께 학습' },
    help: {
      en: 'Another optimizer of this phase may train its blocks too, as where a penalty has an optimizer of its own.',
      ko: '같은 단계의 다른 옵티마이저도 이 블록을 학습할 수 있습니다. 페널티에 옵티마이저를 따로 둘 때 씁니다.',
    },
  },
} as const satisfies DialTable;
