import { defineNode } from '../contract.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'gradient',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Gradient ∇', ko: '그래디언트' },
  sentence: {
    en: 'How the sum of a value changes with another value that it was computed from; it can be differentiated again.',
    ko: '어떤 값의 합이 그 값을 계산하는 데 쓰인 다른 값에 따라 어떻게 변하는지를 구합니다. 다시 미분할 수 있습니다.',
  },
  formula: 'g = \\nabla_x \\textstyle\\sum f',
  aliases: ['derivative', 'nabla', 'backward', '기울기', '미분'],
  inputs: {
    of: { symbol: 'f', title: { en: 'Of', ko: '미분할 값' } },
    withRespectTo: { symbol: 'x', title: { en: 'With respect to', ko: '미분 변수' } },
  },
  outputs: { gradient: { symbol: '\\nabla_x f', title: { en: 'Gradient', ko: '그래디언트' } } },
  dials: {},
  build(ops, { of, withRespectTo }, _dials, context) {
    const [gradient] = context.gradient(ops.reduceSum(asFloat(ops, of)), [withRespectTo]);
    return { gradient: gradient! };
  },
});
