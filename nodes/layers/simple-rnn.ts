import { defineNode } from '../contract.ts';
import { addBias, linear } from '../linear.ts';
import {
  featuresOfSequence,
  recur,
  recurrentStart,
  sequencePorts,
  startOf,
  stateOutputs,
  unitsDial,
} from '../recurrent.ts';

export default defineNode({
  kind: 'simple-rnn',
  family: 'layers',
  places: ['design'],
  title: { en: 'Simple recurrent layer', ko: '단순 순환층' },
  sentence: {
    en: 'Reads a sequence place by place, with one state that each place bends: the plainest memory, which fades fast.',
    ko: '시퀀스를 한 자리씩 읽으며 상태 하나를 고쳐 갑니다. 가장 단순한 기억이라 금방 흐려집니다.',
  },
  formula: 'h_t = \\tanh(x_t W + h_{t-1} U + b)',
  aliases: ['RNN', 'Elman', 'vanilla RNN', '순환 신경망'],
  source: 'Elman 1990; as SimpleRNN of Keras',
  inputs: sequencePorts,
  outputs: stateOutputs,
  dials: { units: unitsDial },
  build(ops, { sequence, state }, { units }, context) {
    const features = featuresOfSequence('simple-rnn', sequence);
    const kernel = context.weight('kernel', [features, units], { kind: 'glorot uniform' });
    const recurrent = context.weight('recurrentKernel', [units, units], recurrentStart(units));
    const projected = addBias(ops, linear(ops, sequence, kernel), true, context); // [B, T, units]
    return recur(ops, projected, startOf(ops, 'simple-rnn', sequence, state, units), (x, h) => {
      const said = ops.tanh(ops.add(x, ops.matMul(h, recurrent)));
      return { state: said, said };
    });
  },
});
