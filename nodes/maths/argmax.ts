import { defineNode } from '../contract.ts';
import { value } from '../operand-ports.ts';

export default defineNode({
  kind: 'argmax',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Argmax', ko: '최댓값 위치 (argmax)' },
  sentence: {
    en: 'The place of the largest along an axis, the first among equals: the most likely class.',
    ko: '한 축에서 가장 큰 값의 위치(같으면 첫 번째)를 냅니다. 가장 그럴듯한 클래스입니다.',
  },
  formula: 'k = \\operatorname{argmax}_i x_i',
  aliases: ['most likely', 'prediction', '예측 클래스'],
  inputs: { value },
  outputs: {
    indices: { symbol: 'k', title: { en: 'Place (int32)', ko: '위치(int32)' }, meaning: { kind: 'label' } },
  },
  dials: {
    axis: { type: 'number', default: -1, min: -8, max: 7, integer: true, title: { en: 'Axis', ko: '축' } },
  },
  build: (ops, inputs, { axis }) => ({ indices: ops.argMax(inputs.value, { axis }) }),
});
