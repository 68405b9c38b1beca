import { defineNode } from '../contract.ts';
import { a, b, result } from '../operand-ports.ts';
import { promote } from '../promotion.ts';

export default defineNode({
  kind: 'subtract',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Subtract', ko: '빼기' },
  sentence: {
    en: 'The first without the second, element by element.',
    ko: '첫째 값에서 둘째 값을 원소별로 뺍니다.',
  },
  formula: 'y = a - b',
  aliases: ['minus', 'difference', '뺄셈', '차'],
  inputs: { a, b },
  outputs: { result },
  dials: {},
  build: (ops, inputs) => ({ result: ops.subtract(...promote(ops, inputs.a, inputs.b)) }),
});
