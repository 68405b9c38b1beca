import type { Tensor } from '../alphabet/operation.ts';
import { alongBatch } from '../along-batch.ts';
import { defineNode } from '../contract.ts';
import { noCondition } from '../no-condition.ts';
import { mustHaveSameShape } from '../per-example.ts';

export default defineNode({
  kind: 'condition-dropout',
  family: 'noise',
  places: ['board'],
  title: { en: 'Condition dropout', ko: '조건 드롭아웃' },
  sentence: {
    en: 'In training, takes the condition away from some examples, so that one network learns with and without it: guidance needs both.',
    ko: '학습에서 일부 예제의 조건을 없애, 한 네트워크가 조건이 있을 때와 없을 때를 모두 배우게 합니다. 가이던스에는 둘 다 필요합니다.',
  },
  formula: "c' = \\begin{cases} \\varnothing & u < p \\\\ c & \\text{else} \\end{cases}",
  aliases: ['classifier-free', 'label dropout', 'unconditional', '분류기 없는 가이던스', '레이블 드롭아웃'],
  source: 'Ho & Salimans 2022, algorithm 1',
  inputs: {
    condition: { symbol: 'c', title: { en: 'Condition', ko: '조건' } },
    instead: {
      symbol: '\\varnothing',
      title: {
        en: 'Instead (unwired: class "none", or zeros)',
        ko: '대신 쓸 값 (연결하지 않으면 "없음" 클래스 또는 0)',
      },
      optional: true,
    },
  },
  outputs: { condition: { symbol: "c'", title: { en: 'Condition', ko: '조건' } } },
  dials: {
    rate: {
      type: 'number',
      default: 0.1,
      min: 0,
      max: 1,
      title: { en: 'Rate', ko: '비율' },
    },
  },
  build(ops, { condition, ...given }, { rate }, context) {
    const instead = given.instead ?? noCondition(ops, context, condition);
    mustHaveSameShape('instead', instead, 'condition', condition);
    if (context.mode === 'inference' || rate === 0) return { condition };
    const dropped: Tensor = ops.less(context.uniformNoise([condition.shape[0]!]), rate);
    const kept = ops.select(alongBatch(ops, dropped, condition), instead, condition);
    return { condition: context.means(kept, context.meaningOf(condition)) };
  },
});
