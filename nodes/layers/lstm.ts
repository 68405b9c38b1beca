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
  kind: 'lstm',
  family: 'layers',
  places: ['design'],
  title: { en: 'LSTM', ko: 'LSTM (장단기 기억층)' },
  sentence: {
    en: 'Reads a sequence place by place and keeps a cell beside what it says: gates let in, let stay and let out.',
    ko: '시퀀스를 한 자리씩 읽으며 출력 말고도 셀을 간직합니다. 게이트가 들이고, 남기고, 내보냅니다.',
  },
  formula:
    'c_t = f \\odot c_{t-1} + i \\odot \\tanh(g),\\quad h_t = o \\odot \\tanh(c_t),\\quad [i; f; g; o] = x_t W + h_{t-1} U + b',
  aliases: ['long short-term memory', 'recurrent', 'RNN', '장단기 기억', '순환층'],
  source: 'Hochreiter & Schmidhuber 1997; Gers et al. 2000; as LSTM of Keras',
  inputs: sequencePorts,
  outputs: {
    ...stateOutputs,
    state: { symbol: 's_T', title: { en: 'State behind it: h, then c', ko: '마지막 상태: h, 그다음 c' } },
  },
  dials: { units: unitsDial },
  build(ops, { sequence, state }, { units }, context) {
    const features = featuresOfSequence('lstm', sequence);
    const kernel = context.weight('kernel', [features, 4 * units], { kind: 'glorot uniform' });
    const recurrent = context.weight('recurrentKernel', [units, 4 * units], recurrentStart(units));
    const zeros = { kind: 'constant', value: 0 } as const;
    const ones = { kind: 'constant', value: 1 } as const;
    // To let stay is where it starts: Jozefowicz et al. 2015. One bias a gate, as starts differ.
    const bias = ops.concat(
      [
        context.weight('inputBias', [units], zeros),
        context.weight('forgetBias', [units], ones),
        context.weight('cellBias', [units], zeros),
        context.weight('outputBias', [units], zeros),
      ],
      { axis: 0 },
    );
    const projected = ops.add(linear(ops, sequence, kernel), bias); // [B, T, 4·units]: i, f, g, o
    return recur(ops, projected, startOf(ops, 'lstm', sequence, state, 2 * units), (x, before) => {
      const [h, cell] = [part(ops, before, 0, units), part(ops, before, units, units)];
      const all = ops.add(x, ops.matMul(h, recurrent));
      const gates = ops.sigmoid(part(ops, all, 0, 2 * units));
      const fresh = ops.multiply(part(ops, gates, 0, units), ops.tanh(part(ops, all, 2 * units, units)));
      const next = ops.add(ops.multiply(part(ops, gates, units, units), cell), fresh);
      const said = ops.multiply(ops.sigmoid(part(ops, all, 3 * units, units)), ops.tanh(next));
      return { state: ops.concat([said, next], { axis: 1 }), said };
    });
  },
});
