import type { Tensor } from '../alphabet/operation.ts';
import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { epsilonDial, scaleDial, shiftDial } from '../normalization.ts';

export default defineNode({
  kind: 'batch-normalization',
  family: 'layers',
  places: ['design'],
  title: { en: 'Batch normalization', ko: '배치 정규화' },
  sentence: {
    en: 'Gives each channel mean 0 and variance 1 over the batch; outside training, by the running means.',
    ko: '배치에 걸쳐 채널마다 평균 0, 분산 1로 맞춥니다. 학습이 아닐 때는 이동 평균을 씁니다.',
  },
  formula:
    'y = \\gamma \\frac{x - \\mu_B}{\\sqrt{\\sigma_B^2 + \\epsilon}} + \\beta,\\quad \\mu \\leftarrow m \\mu + (1 - m) \\mu_B',
  aliases: ['batch norm', 'BN', 'BatchNorm', '배치 노름'],
  source: 'Ioffe & Szegedy 2015, algorithm 1',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    momentum: {
      type: 'number',
      default: 0.99,
      min: 0,
      max: 0.9999,
      title: { en: 'Momentum of the running means', ko: '이동 평균의 모멘텀' },
    },
    // cuDNN takes nothing smaller.
    epsilon: { ...epsilonDial, min: 1e-5 },
    scale: scaleDial,
    shift: shiftDial,
  },
  build(ops, { input }, dials, context) {
    const shape = [featuresOf('batch-normalization', input)];
    const perChannel = (wanted: boolean, name: string, value: number) =>
      wanted
        ? context.weight(name, shape, { kind: 'constant', value })
        : ops.constant({ value, shape, dtype: 'float32' });
    const gamma = perChannel(dials.scale, 'gamma', 1);
    const beta = perChannel(dials.shift, 'beta', 0);
    const movingMean = context.state('movingMean', shape, 0);
    const movingVariance = context.state('movingVariance', shape, 1);
    if (context.mode === 'inference') {
      const factor = ops.multiply(gamma, ops.rsqrt(ops.add(movingVariance, dials.epsilon)));
      return { output: ops.add(ops.multiply(ops.subtract(input, movingMean), factor), beta) };
    }
    const { result, mean, variance } = ops.batchNormalization(input, gamma, beta, { epsilon: dials.epsilon });
    const moved = (old: Tensor, now: Tensor) =>
      ops.add(ops.multiply(old, dials.momentum), ops.multiply(now, 1 - dials.momentum));
    context.setState('movingMean', moved(movingMean, mean));
    context.setState('movingVariance', moved(movingVariance, variance));
    return { output: result };
  },
});
