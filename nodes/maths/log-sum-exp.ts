import { defineNode } from '../contract.ts';
import { result, value } from '../operand-ports.ts';

export default defineNode({
  kind: 'log-sum-exp',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Log-sum-exp', ko: '로그합지수 (log-sum-exp)' },
  sentence: {
    en: 'The logarithm of a sum whose terms are given as logarithms, without overflow.',
    ko: '로그로 주어진 항들의 합의 로그를 넘침 없이 구합니다.',
  },
  formula: 'y = \\log \\textstyle\\sum_i e^{x_i}',
  aliases: ['logaddexp', 'soft maximum', '로그 합'],
  inputs: { value },
  outputs: { result },
  dials: {
    axes: {
      type: 'numbers',
      default: [-1],
      min: -8,
      max: 7,
      integer: true,
      title: { en: 'Axes', ko: '축' },
      help: { en: 'All of them where the list is empty.', ko: '비우면 모든 축입니다.' },
    },
    keep: { type: 'flag', default: false, title: { en: 'Keep axes', ko: '축 유지' } },
  },
  build: (ops, inputs, { axes, keep }) => ({
    result: ops.logSumExp(inputs.value, { ...(axes.length > 0 ? { axes } : {}), keepDimensions: keep }),
  }),
});
