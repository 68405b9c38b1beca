import { defineNode } from '../contract.ts';
import { a, b, result } from '../operand-ports.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'divide',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Divide', ko: '나누기' },
  sentence: {
    en: 'The first divided by the second, element by element.',
    ko: '첫째 값을 둘째 값으로 원소별로 나눕니다.',
  },
  formula: 'y = a / b',
  aliases: ['quotient', 'ratio', '나눗셈', '비율'],
  inputs: { a, b },
  outputs: { result },
  dials: {},
  build: (ops, inputs) => ({ result: ops.divide(asFloat(ops, inputs.a), asFloat(ops, inputs.b)) }),
});
