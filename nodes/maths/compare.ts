import { defineNode } from '../contract.ts';
import { a, b } from '../operand-ports.ts';
import { promote } from '../promotion.ts';

export default defineNode({
  kind: 'compare',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Compare', ko: '비교' },
  sentence: {
    en: 'Whether it is so, element by element: for Select, or as 0 and 1 in sums and means.',
    ko: '원소별로 참인지 따집니다. 선택 노드에 쓰거나, 합과 평균에서는 0과 1로 씁니다.',
  },
  formula: ({ kind }) =>
    `y = [a ${{ less: '<', lessEqual: '\\le', equal: '=', notEqual: '\\ne', greaterEqual: '\\ge', greater: '>' }[kind]} b]`,
  aliases: ['equal', 'less', 'greater', 'mask', '크다', '작다', '같다'],
  inputs: { a, b },
  outputs: {
    result: { symbol: 'y', title: { en: 'Whether (bool)', ko: '참/거짓(bool)' }, meaning: { kind: 'mask' } },
  },
  dials: {
    kind: {
      type: 'choice',
      default: 'less',
      title: { en: 'Kind', ko: '종류' },
      options: {
        less: { en: 'a < b', ko: 'a < b' },
        lessEqual: { en: 'a ≤ b', ko: 'a ≤ b' },
        equal: { en: 'a = b', ko: 'a = b' },
        notEqual: { en: 'a ≠ b', ko: 'a ≠ b' },
        greaterEqual: { en: 'a ≥ b', ko: 'a ≥ b' },
        greater: { en: 'a > b', ko: 'a > b' },
      },
    },
  },
  build: (ops, inputs, { kind }) => ({ result: ops[kind](...promote(ops, inputs.a, inputs.b)) }),
});
