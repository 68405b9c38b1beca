import { defineNode } from '../contract.ts';
import { meanOver } from '../mean.ts';
import { result, value } from '../operand-ports.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'reduce',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Reduce', ko: '축소 (합·평균·최대·최소)' },
  sentence: {
    en: 'One number out of many: the sum, mean, largest or smallest along axes, or of everything.',
    ko: '여러 수를 하나로 줄입니다. 축을 따라, 또는 전체의 합, 평균, 최댓값, 최솟값을 냅니다.',
  },
  formula: ({ kind }) =>
    ({
      sum: 'y = \\textstyle\\sum_i x_i',
      mean: 'y = \\frac{1}{n} \\textstyle\\sum_i x_i',
      max: 'y = \\max_i x_i',
      min: 'y = \\min_i x_i',
    })[kind],
  aliases: ['sum', 'mean', 'average', 'max', 'min', '합', '평균', '최대', '최소'],
  inputs: { value },
  outputs: { result },
  dials: {
    kind: {
      type: 'choice',
      default: 'mean',
      title: { en: 'Kind', ko: '종류' },
      options: {
        sum: { en: 'sum', ko: '합' },
        mean: { en: 'mean', ko: '평균' },
        max: { en: 'largest', ko: '최댓값' },
        min: { en: 'smallest', ko: '최솟값' },
      },
    },
    axes: {
      type: 'numbers',
      default: [],
      min: -8,
      max: 7,
      integer: true,
      title: { en: 'Axes', ko: '축' },
      help: {
        en: '0 is the batch, -1 the last axis; all axes where the list is empty.',
        ko: '0은 배치, -1은 마지막 축입니다. 비우면 모든 축을 줄입니다.',
      },
    },
    keep: {
      type: 'flag',
      default: false,
      title: { en: 'Keep axes', ko: '축 유지' },
      help: { en: 'Leaves an axis of size 1 for each.', ko: '줄인 축을 크기 1로 남깁니다.' },
    },
  },
  build(ops, inputs, { kind, axes, keep }) {
    const x = asFloat(ops, inputs.value);
    const over = { ...(axes.length > 0 ? { axes } : {}), keepDimensions: keep };
    switch (kind) {
      case 'sum':
        return { result: ops.reduceSum(x, over) };
      case 'mean':
        return { result: meanOver(ops, x, over) };
      case 'max':
        return { result: ops.reduceMax(x, over) };
      case 'min':
        return { result: ops.reduceMin(x, over) };
    }
  },
});
