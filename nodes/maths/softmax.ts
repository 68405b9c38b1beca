import { defineNode } from '../contract.ts';
import { result, value } from '../operand-ports.ts';

export default defineNode({
  kind: 'softmax',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Softmax', ko: '소프트맥스' },
  sentence: {
    en: 'Positive shares that sum to 1 along an axis: logits become probabilities.',
    ko: '한 축에서 합이 1인 양수로 바꿉니다. 로짓이 확률이 됩니다.',
  },
  formula: 'y_i = e^{x_i} / \\textstyle\\sum_j e^{x_j}',
  aliases: ['probabilities', 'normalize', '확률'],
  inputs: { value },
  outputs: { result },
  dials: {
    axis: { type: 'number', default: -1, min: -8, max: 7, integer: true, title: { en: 'Axis', ko: '축' } },
  },
  build(ops, inputs, { axis }, context) {
    const meaning = context.meaningOf(inputs.value);
    const result = ops.softmax(inputs.value, { axis });
    return { result: context.means(result, { ...meaning, form: 'probabilities', range: [0, 1] }) };
  },
});
