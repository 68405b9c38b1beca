import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { result } from '../operand-ports.ts';

export default defineNode({
  kind: 'one-hot',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'One-hot', ko: '원핫 인코딩' },
  sentence: {
    en: 'Turns a class number into a vector that is 1 at its place and 0 elsewhere.',
    ko: '클래스 번호를 그 자리만 1이고 나머지는 0인 벡터로 바꿉니다.',
  },
  formula: 'y_k = [k = c]',
  aliases: ['dummy coding', 'categorical', '범주형'],
  inputs: { indices: { symbol: 'c', title: { en: 'Class (int32)', ko: '클래스(int32)' } } },
  outputs: { result },
  dials: {
    classes: {
      type: 'number',
      default: 0,
      min: 0,
      max: 65_536,
      integer: true,
      title: { en: 'Classes', ko: '클래스 수' },
      help: { en: '0: as many as the label has.', ko: '0이면 레이블이 가진 클래스 수를 씁니다.' },
    },
  },
  build(ops, { indices }, { classes }, context) {
    const depth = classes || context.meaningOf(indices).classes;
    if (!depth)
      throw new Problem(
        'The wire does not say how many classes there are. Set the dial "classes", or wire a label.',
        '연결에 클래스 수가 담겨 있지 않습니다. "클래스 수" 다이얼을 정하거나 레이블을 연결하세요.',
      );
    return { result: ops.oneHot(indices, { depth }) };
  },
});
