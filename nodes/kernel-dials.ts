import { activationDial } from './activation.ts';
import { Problem } from './alphabet/problem.ts';
import type { Pair } from './alphabet/window.ts';
import type { Dial } from './dial.ts';
import type { Initializer } from './initializer.ts';

/** The dials of layers that have a kernel, or move a window over an image. */

export const biasDial = {
  type: 'flag',
  default: true,
  title: { en: 'Bias', ko: '편향' },
} as const satisfies Dial;

export const initializerDial = {
  type: 'choice',
  default: 'glorot uniform',
  title: { en: 'Initializer', ko: '초기화 방법' },
  help: {
    en: 'How the kernel starts; a bias starts at zero.',
    ko: '커널의 시작 값입니다. 편향은 0에서 시작합니다.',
  },
  options: {
    'glorot uniform': { en: 'Glorot uniform', ko: '글로럿 균등 분포' },
    'he normal': { en: 'He normal', ko: '허 정규 분포' },
    normal: { en: 'normal, deviation 0.02', ko: '정규 분포, 표준편차 0.02' },
    zeros: { en: 'zeros', ko: '0' },
  },
} as const satisfies Dial;

/** What an initializer dial stands for. */
export function initializerFrom(choice: keyof (typeof initializerDial)['options']): Initializer {
  switch (choice) {
    case 'normal':
      return { kind: 'normal', deviation: 0.02 };
    case 'zeros':
      return { kind: 'constant', value: 0 };
    default:
      return { kind: choice };
  }
}

const pair = { type: 'numbers', min: 1, integer: true } as const;
const help = {
  en: 'Height and width; one number means both.',
  ko: '세로와 가로. 수가 하나면 둘 다에 쓰입니다.',
};

export const kernelDial = {
  ...pair,
  default: [3],
  max: 64,
  title: { en: 'Kernel', ko: '커널 크기' },
  help,
} as const satisfies Dial;

export const stridesDial = {
  ...pair,
  default: [1],
  max: 16,
  title: { en: 'Strides', ko: '스트라이드' },
  help,
} as const satisfies Dial;

export const dilationDial = {
  ...pair,
  default: [1],
  max: 16,
  title: { en: 'Dilation', ko: '팽창' },
  help,
} as const satisfies Dial;

export const poolSizeDial = {
  ...pair,
  default: [2],
  max: 64,
  title: { en: 'Window', ko: '창 크기' },
  help,
} as const satisfies Dial;

export const poolStridesDial = {
  ...pair,
  default: [],
  max: 64,
  title: { en: 'Strides', ko: '스트라이드' },
  help: {
    en: 'Height and width; one number means both, none means those of the window.',
    ko: '세로와 가로. 수가 하나면 둘 다에 쓰이고, 비우면 창 크기와 같습니다.',
  },
} as const satisfies Dial;

export const paddingDial = {
  type: 'choice',
  default: 'same',
  title: { en: 'Padding', ko: '패딩' },
  options: {
    same: { en: 'same (zeros around the image)', ko: 'same (둘레를 0으로 채움)' },
    valid: { en: 'valid (inside the image only)', ko: 'valid (이미지 안쪽만)' },
  },
} as const satisfies Dial;

/** Height and width from a dial that may hold one number for both. @throws Problem where it holds another count */
export function heightAndWidth(dial: string, values: readonly number[]): Pair {
  const [height, width = height] = values;
  if (height !== undefined && width !== undefined && values.length <= 2) return [height, width];
  throw new Problem(
    `The dial '${dial}' takes height and width, or one number for both; it has ${values.length} numbers. Give it one or two.`,
    `다이얼 '${dial}'에는 세로와 가로, 또는 둘 다에 쓸 수 하나가 필요한데 수가 ${values.length}개입니다. 하나나 둘을 넣으세요.`,
  );
}

/** How many patterns a convolution looks for. */
export const filtersDial = {
  type: 'number',
  default: 32,
  min: 1,
  max: 4096,
  integer: true,
  title: { en: 'Filters', ko: '필터 수' },
} as const satisfies Dial;

/** What every convolution may be told beside the number of its filters. */
export const convolutionDials = {
  kernel: kernelDial,
  strides: stridesDial,
  padding: paddingDial,
  dilation: dilationDial,
  activation: activationDial,
  bias: biasDial,
  initializer: initializerDial,
} as const;

/** How many times larger or smaller a side becomes. */
export const factorDial = {
  type: 'number',
  default: 2,
  min: 1,
  max: 16,
  integer: true,
  title: { en: 'Factor', ko: '배율' },
} as const satisfies Dial;
