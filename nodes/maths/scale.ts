import { defineNode } from '../contract.ts';
import { result, value } from '../operand-ports.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'scale',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Scale', ko: '배율' },
  sentence: { en: 'Multiplies by a number.', ko: '정해진 수를 곱합니다.' },
  formula: 'y = k\\,x',
  aliases: ['multiply by constant', 'gain', '상수배'],
  inputs: { value },
  outputs: { result },
  dials: {
    factor: { type: 'number', default: 1, min: -1e6, max: 1e6, title: { en: 'Factor', ko: '배수' } },
  },
  build: (ops, inputs, { factor }) => ({ result: ops.multiply(asFloat(ops, inputs.value), factor) }),
});
