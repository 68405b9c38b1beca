import { defineNode } from '../contract.ts';
import { a, b, result } from '../operand-ports.ts';

export default defineNode({
  kind: 'matmul',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Matrix product', ko: '행렬 곱' },
  sentence: {
    en: 'Multiplies matrices over the last two axes; the axes before them go along.',
    ko: '마지막 두 축으로 행렬을 곱합니다. 앞의 축은 그대로 따라갑니다.',
  },
  formula: 'y = a\\,b',
  aliases: ['dot product', 'matMul', 'inner product', '내적'],
  inputs: { a, b },
  outputs: { result },
  dials: {
    transposeA: { type: 'flag', default: false, title: { en: 'Transpose a', ko: 'a 전치' } },
    transposeB: { type: 'flag', default: false, title: { en: 'Transpose b', ko: 'b 전치' } },
  },
  build: (ops, inputs, flags) => ({ result: ops.matMul(inputs.a, inputs.b, flags) }),
});
