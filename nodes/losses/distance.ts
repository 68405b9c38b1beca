import type { Operations, Tensor } from '../alphabet/operation.ts';
import { alongBatch } from '../along-batch.ts';
import { defineNode } from '../contract.ts';
import { loss, mask, perExample } from '../loss-ports.ts';
import { meanOver } from '../mean.ts';
import { meanOfExample, mustHaveBatch, mustHaveSameShape, sumOfExample } from '../per-example.ts';
import { asFloat } from '../promotion.ts';
import { mustShareRange, valuesOf } from '../values.ts';

export default defineNode({
  kind: 'distance',
  family: 'losses',
  places: ['board'],
  title: { en: 'Distance (MSE, L1)', ko: '거리 손실 (재구성 오차)' },
  sentence: {
    en: 'How far a prediction is from its target: the mean over dimensions and over the batch. Logits go through the sigmoid first.',
    ko: '예측이 목표에서 얼마나 떨어져 있는지를 차원과 배치에 대한 평균으로 냅니다. 로짓은 먼저 시그모이드를 거칩니다.',
  },
  formula: ({ kind }) => {
    const d = '\\hat{x}_{ij} - x_{ij}';
    const told = { L2: `(${d})^2`, L1: `|${d}|`, Huber: `\\operatorname{Huber}_\\delta(${d})` }[kind];
    return `L = \\frac{1}{B}\\sum_i \\frac{1}{D}\\sum_j ${told}`;
  },
  aliases: ['mean squared error', 'MSE', 'MAE', 'L1', 'L2', 'Huber', '평균 제곱 오차', '절대 오차'],
  inputs: {
    prediction: { symbol: '\\hat{x}', title: { en: 'Prediction', ko: '예측' } },
    target: { symbol: 'x', title: { en: 'Target', ko: '목표' } },
    mask,
  },
  outputs: { loss, perExample },
  dials: {
    kind: {
      type: 'choice',
      default: 'L2',
      title: { en: 'Kind', ko: '종류' },
      options: {
        L2: { en: 'L2: d²', ko: 'L2: d²' },
        L1: { en: 'L1: |d|', ko: 'L1: |d|' },
        Huber: { en: 'Huber: d²/2 near 0, else linear', ko: '후버: 0 근처는 d²/2, 나머지는 직선' },
      },
    },
    delta: {
      type: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      title: { en: 'Where Huber turns', ko: '후버 전환점' },
    },
  },
  build(ops, inputs, { kind, delta }, context) {
    mustShareRange(context.meaningOf(inputs.prediction), context.meaningOf(inputs.target));
    const prediction = valuesOf(ops, context, inputs.prediction);
    const target = valuesOf(ops, context, inputs.target);
    mustHaveSameShape('prediction', prediction, 'target', target);
    mustHaveBatch('prediction', prediction);
    const each = LENGTHS[kind](ops, ops.subtract(prediction, target), delta);
    const perExample = inputs.mask ? meanWhere(ops, each, inputs.mask) : meanOfExample(ops, each);
    return { loss: meanOver(ops, perExample), perExample };
  },
});

const LENGTHS = {
  L2: (ops: Operations, d: Tensor) => ops.square(d),
  L1: (ops: Operations, d: Tensor) => ops.absolute(d),
  // With c = min(|d|, δ): c²/2 inside, δ·(|d| − δ/2) outside, and smooth where they meet.
  Huber(ops: Operations, d: Tensor, delta: number) {
    const length = ops.absolute(d);
    const inside = ops.minimum(length, delta);
    return ops.multiply(inside, ops.subtract(length, ops.multiply(inside, 0.5)));
  },
};

/** The mean over the dimensions that the mask keeps; 0 where it keeps none. */
function meanWhere(ops: Operations, each: Tensor, mask: Tensor): Tensor {
  const kept = alongBatch(ops, asFloat(ops, mask), each);
  const counted = ops.broadcastTo(kept, { shape: each.shape });
  const sum = sumOfExample(ops, ops.multiply(each, kept));
  const count = sumOfExample(ops, counted);
  return ops.divide(sum, ops.select(ops.greater(count, 0), count, 1));
}
