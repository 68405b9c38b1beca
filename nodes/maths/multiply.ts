import { defineNode } from '../contract.ts';
import { a, b, result } from '../operand-ports.ts';
import { promote } from '../promotion.ts';

export default defineNode({
  kind: 'multiply',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Multiply', ko: '곱하기' },
  sentence: {
    en: 'The product of two, element by element.',
    ko: '두 값을 원소별로 곱합니다.',
  },
  formula: 'y = a \\odot b',
  aliases: ['times', 'product', 'gate', '곱셈'],
  inputs: { a, b },
  outputs: { result },
  dials: {},
  build: (ops, inputs) => ({ result: ops.multiply(...promote(ops, inputs.a, inputs.b)) }),
});
