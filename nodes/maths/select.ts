import { alongBatch } from '../along-batch.ts';
import { defineNode } from '../contract.ts';
import { a, b, result } from '../operand-ports.ts';
import { promote } from '../promotion.ts';

export default defineNode({
  kind: 'select',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Select', ko: '선택' },
  sentence: {
    en: 'a where the condition holds, else b; a number counts as true where it is not 0.',
    ko: '조건이 참이면 a, 아니면 b를 고릅니다. 수는 0이 아니면 참입니다.',
  },
  formula: 'y = m\\,a + (1 - m)\\,b',
  aliases: ['where', 'if', 'mask', '조건', '마스크'],
  inputs: { condition: { symbol: 'm', title: { en: 'Condition', ko: '조건' } }, a, b },
  outputs: { result },
  dials: {},
  build(ops, inputs) {
    const [yes, no] = promote(ops, inputs.a, inputs.b);
    const condition = alongBatch(ops, inputs.condition, yes);
    const holds = condition.dtype === 'bool' ? condition : ops.cast(condition, { dtype: 'bool' });
    return { result: ops.select(holds, yes, no) };
  },
});
