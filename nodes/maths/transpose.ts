import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { result, value } from '../operand-ports.ts';

export default defineNode({
  kind: 'transpose',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Transpose', ko: '전치' },
  sentence: {
    en: 'Puts the axes into another order; without a list, exchanges the last two.',
    ko: '축의 순서를 바꿉니다. 목록이 없으면 마지막 두 축을 맞바꿉니다.',
  },
  formula: 'y = x^\\top',
  aliases: ['permute', 'swap axes', '축 교환'],
  inputs: { value },
  outputs: { result },
  dials: {
    order: {
      type: 'numbers',
      default: [],
      min: 0,
      max: 7,
      integer: true,
      title: { en: 'Order of axes', ko: '축의 순서' },
      help: {
        en: 'Every axis once, 0 for the batch: 0, 2, 1 exchanges the last two of three.',
        ko: '모든 축을 한 번씩 적습니다. 0은 배치입니다. 0, 2, 1은 세 축 가운데 뒤의 둘을 맞바꿉니다.',
      },
    },
  },
  build(ops, inputs, { order }, context) {
    const { shape } = inputs.value;
    const last = shape.length - 1;
    if (order.length === 0 && last < 1)
      throw new Problem(
        `Two axes are needed to exchange the last two; it was given ${formatShape(shape)}.`,
        `마지막 두 축을 맞바꾸려면 축이 둘 이상이어야 하는데 ${formatShape(shape)}이(가) 들어왔습니다.`,
      );
    const swapped = shape.map((_, axis) => (axis < last - 1 ? axis : 2 * last - 1 - axis));
    const permutation = order.length > 0 ? order : swapped;
    const result = ops.transpose(inputs.value, { permutation });
    return { result: context.means(result, context.meaningOf(inputs.value)) };
  },
});
