import type { Initializer } from '../initializer.ts';
import { defineNode } from '../contract.ts';
import { mustHaveBatch } from '../per-example.ts';

export default defineNode({
  kind: 'weight',
  family: 'layers',
  places: ['design'],
  title: { en: 'Learned tensor', ko: '학습 텐서' },
  sentence: {
    en: 'Numbers of its own that training moves: a codebook, a temperature, a learned start.',
    ko: '학습으로 움직이는 독립된 수들입니다. 코드북, 온도, 학습하는 시작점 등에 씁니다.',
  },
  formula: 'w = \\theta',
  aliases: ['parameter', 'variable', 'codebook', '파라미터', '매개변수', '가중치'],
  inputs: {
    like: {
      symbol: 'x',
      title: { en: 'For each example of', ko: '예제마다 하나씩' },
      optional: true,
    },
  },
  outputs: { value: { symbol: 'w', title: { en: 'Value', ko: '값' } } },
  dials: {
    shape: {
      type: 'numbers',
      default: [1],
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Shape', ko: '모양' },
      help: {
        en: 'There is no batch in it, unless a wire says of which batch each example gets a copy. Empty for one number.',
        ko: '배치가 없는 모양입니다. 연결이 있으면 그 배치의 예제마다 하나씩 줍니다. 비우면 수 하나입니다.',
      },
    },
    start: {
      type: 'choice',
      default: 'constant',
      title: { en: 'Start', ko: '시작' },
      options: {
        constant: { en: 'all equal', ko: '모두 같은 값' },
        normal: { en: 'normal', ko: '정규 분포' },
        uniform: { en: 'uniform', ko: '균등 분포' },
      },
    },
    amount: {
      type: 'number',
      default: 0,
      min: -1000,
      max: 1000,
      title: { en: 'Amount', ko: '크기' },
      help: {
        en: 'The value itself, the deviation, or how far it goes to both sides of zero.',
        ko: '값 자체, 표준편차, 또는 0의 양쪽으로 가는 거리.',
      },
    },
  },
  build(ops, { like }, { shape, start, amount }, context) {
    const initializers = {
      constant: { kind: 'constant', value: amount },
      normal: { kind: 'normal', deviation: amount },
      uniform: { kind: 'uniform', limit: amount },
    } as const satisfies Record<string, Initializer>;
    const value = context.weight('value', shape, initializers[start]);
    if (!like) return { value };
    mustHaveBatch('like', like);
    return { value: ops.broadcastTo(value, { shape: [like.shape[0]!, ...shape] }) };
  },
});
