import { alongBatch } from '../along-batch.ts';
import { defineNode } from '../contract.ts';
import { a, b, result } from '../operand-ports.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'mix',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Mix', ko: '섞기' },
  sentence: {
    en: 'Goes from a to b along a straight line; the amount is one number for all, for each example, or for each element.',
    ko: 'a에서 b까지 직선으로 보간합니다. 비율은 전체에 하나, 예제마다 하나, 또는 원소마다 하나일 수 있습니다.',
  },
  formula: 'y = (1 - u)\\,a + u\\,b',
  aliases: ['interpolate', 'lerp', 'blend', '보간'],
  inputs: { a, b, amount: { symbol: 'u', title: { en: 'Amount of b', ko: 'b의 비율' } } },
  outputs: { result },
  dials: {},
  build(ops, inputs) {
    const [from, to] = [asFloat(ops, inputs.a), asFloat(ops, inputs.b)];
    const amount = alongBatch(ops, asFloat(ops, inputs.amount), from);
    return {
      result: ops.add(ops.multiply(ops.subtract(1, amount), from), ops.multiply(amount, to)),
    };
  },
});
