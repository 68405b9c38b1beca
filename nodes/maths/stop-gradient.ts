import { defineNode } from '../contract.ts';
import { value } from '../operand-ports.ts';

export default defineNode({
  kind: 'stop-gradient',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Stop gradient', ko: '그래디언트 차단' },
  sentence: {
    en: 'Hands the value on and lets no gradient back: for targets, teachers and quantization. A GAN needs none.',
    ko: '값은 그대로 넘기고 그래디언트는 되돌려 보내지 않습니다. 목표값, 교사, 양자화에 씁니다. GAN에는 필요 없습니다.',
  },
  formula: 'y = \\operatorname{sg}(x)',
  aliases: ['detach', 'no grad', '분리'],
  inputs: { value },
  outputs: { value: { symbol: 'y', title: { en: 'Value', ko: '값' } } },
  dials: {},
  build: (ops, inputs, _dials, context) => ({
    value: context.means(ops.stopGradient(inputs.value), context.meaningOf(inputs.value)),
  }),
});
