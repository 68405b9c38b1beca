import { defineNode } from '../contract.ts';
import { linear } from '../linear.ts';
import {
  featuresOfSequence,
  part,
  recur,
  recurrentStart,
  sequencePorts,
  startOf,
  stateOutputs,
  unitsDial,
} from '../recurrent.ts';

export default defineNode({
  kind: 'gru',
  family: 'layers',
  places: ['design'],
  title: { en: 'GRU', ko: 'GRU (게이트 순환층)' },
  sentence: {
    en: 'Reads a sequence place by place; one gate says how much of its state stays, another how much of it counts for what is new.',
    ko: '시퀀스를 한 자리씩 읽습니다. 한 게이트는 상태를 얼마나 남길지, 다른 게이트는 새것을 만들 때 상태를 얼마나 볼지 정합니다.',
  },
  formula:
    'h_t = z \\odot h_{t-1} + (1 - z) \\odot \\tanh(x_t W_h + b_h + r \\odot (h_{t-1} U_h + c_h)),\\quad z, r = \\sigma(x_t W + h_{t-1} U + b + c)',
  aliases: ['gated recurrent unit', 'recurrent', 'RNN', '게이트 순환 유닛', '순환층'],
  source: 'Cho et al. 2014; reset after the product, as GRU of Keras',
  inputs: sequencePorts,
  outputs: stateOutputs,
  dials: { units: unitsDial },
  build(ops, { sequence, state }, { units }, context) {
    const features = featuresOfSequence('gru', sequence);
    const kernel = context.weight('kernel', [features, 3 * units], { kind: 'glorot uniform' });
    const recurrent = context.weight('recurrentKernel', [units, 3 * units], recurrentStart(units));
    const zeros = { kind: 'constant', value: 0 } as const;
    const bias = context.weight('bias', [3 * units], zeros);
    const recurrentBias = context.weight('recurrentBias', [3 * units], zeros);
    const projected = ops.add(linear(ops, sequence, kernel), bias); // [B, T, 3·units]: z, r, h
    return recur(ops, projected, startOf(ops, 'gru', sequence, state, units), (x, h) => {
      const inner = ops.add(ops.matMul(h, recurrent), recurrentBias);
      const gates = ops.sigmoid(ops.add(part(ops, x, 0, 2 * units), part(ops, inner, 0, 2 * units)));
      const [stay, reset] = [part(ops, gates, 0, units), part(ops, gates, units, units)];
      const seen = ops.multiply(reset, part(ops, inner, 2 * units, units));
      const fresh = ops.tanh(ops.add(part(ops, x, 2 * units, units), seen));
      // h̃ + z (h − h̃)
      const said = ops.add(fresh, ops.multiply(stay, ops.subtract(h, fresh)));
      return { state: said, said };
    });
  },
});
