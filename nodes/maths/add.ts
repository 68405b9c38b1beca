import { defineNode } from '../contract.ts';
import { a, b, result } from '../operand-ports.ts';
import { promote } from '../promotion.ts';

export default defineNode({
  kind: 'add',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Add', ko: '더하기' },
  sentence: {
    en: 'The sum of two, element by element.',
    ko: '두 값을 원소별로 더합니다.',
  },
  formula: 'y = a + b',
  aliases: ['plus', 'sum', 'residual', '덧셈', '합'],
  inputs: { a, b },
  outputs: { result },
  dials: {},
  build: (ops, inputs) => ({ result: ops.add(...promote(ops, inputs.a, inputs.b)) }),
});
