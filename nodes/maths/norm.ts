import { defineNode } from '../contract.ts';
import { euclideanNorm } from '../euclidean-norm.ts';
import { value } from '../operand-ports.ts';
import { exampleAxes, mustHaveBatch } from '../per-example.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'norm',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Norm', ko: '노름' },
  sentence: {
    en: 'The Euclidean length of each example, over all its dimensions or along some axes.',
    ko: '예제마다 모든 차원, 또는 몇 개의 축을 따라 유클리드 길이를 구합니다.',
  },
  formula: 'y = \\lVert x \\rVert_2',
  aliases: ['length', 'L2', 'magnitude', '길이', '크기'],
  inputs: { value },
  outputs: { norm: { symbol: '\\lVert x \\rVert', title: { en: 'Norm', ko: '노름' } } },
  dials: {
    axes: {
      type: 'numbers',
      default: [],
      min: -8,
      max: 7,
      integer: true,
      title: { en: 'Axes', ko: '축' },
      help: {
        en: 'All but the batch where the list is empty; -1 is the last.',
        ko: '비우면 배치를 뺀 모든 축입니다. -1은 마지막 축입니다.',
      },
    },
    keep: { type: 'flag', default: false, title: { en: 'Keep axes', ko: '축 유지' } },
  },
  build(ops, inputs, { axes, keep }) {
    mustHaveBatch('value', inputs.value);
    const over = axes.length > 0 ? axes : exampleAxes(inputs.value);
    return { norm: euclideanNorm(ops, asFloat(ops, inputs.value), { axes: over, keepDimensions: keep }) };
  },
});
