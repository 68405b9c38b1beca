import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { result, value } from '../operand-ports.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'clip',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Clip', ko: '범위 제한 (클리핑)' },
  sentence: {
    en: 'Keeps values between two bounds; what is beyond becomes the bound and passes no gradient.',
    ko: '값을 두 한계 사이로 제한합니다. 벗어난 값은 한곗값이 되고 그래디언트가 흐르지 않습니다.',
  },
  formula: 'y = \\min(\\max(x, l), u)',
  aliases: ['clamp', 'limit', '클램프'],
  inputs: { value },
  outputs: { result },
  dials: {
    least: { type: 'number', default: -1, min: -1e9, max: 1e9, title: { en: 'Least', ko: '하한' } },
    largest: { type: 'number', default: 1, min: -1e9, max: 1e9, title: { en: 'Largest', ko: '상한' } },
  },
  check({ least, largest }) {
    if (least > largest)
      throw new Problem(
        `The least value, ${least}, is above the largest, ${largest}. Exchange them.`,
        `하한 ${least}이(가) 상한 ${largest}보다 큽니다. 두 값을 서로 바꾸세요.`,
      );
  },
  build(ops, inputs, { least, largest }, context) {
    const x = asFloat(ops, inputs.value);
    const result = ops.minimum(ops.maximum(x, least), largest);
    return { result: context.means(result, { ...context.meaningOf(inputs.value), range: [least, largest] }) };
  },
});
