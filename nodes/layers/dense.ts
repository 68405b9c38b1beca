import { activate, activatedTex, activationDial } from '../activation.ts';
import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { biasDial, initializerDial, initializerFrom } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { addBias, linear } from '../linear.ts';
import { spectralDial, spectrallyNormalized } from '../spectral-normalization.ts';

export default defineNode({
  kind: 'dense',
  family: 'layers',
  places: ['design'],
  title: { en: 'Dense', ko: '완전연결층' },
  sentence: {
    en: 'Mixes all features of the last axis into new ones, each a weighted sum of its own.',
    ko: '마지막 축의 모든 특징을 각각의 가중합으로 섞어 새로운 특징을 만듭니다.',
  },
  formula: (dials) => activatedTex('x W + b', dials),
  aliases: ['fully connected', 'linear', '밀집층', '선형층'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    units: {
      type: 'number',
      default: 128,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Units', ko: '유닛 수' },
    },
    activation: activationDial,
    bias: biasDial,
    initializer: initializerDial,
    spectral: spectralDial,
  },
  build(ops, { input }, dials, context) {
    const shape = [featuresOf('dense', input), dials.units];
    const weight = context.weight('kernel', shape, initializerFrom(dials.initializer));
    const kernel = dials.spectral ? spectrallyNormalized(ops, context, weight, 1) : weight;
    const mixed = addBias(ops, linear(ops, input, kernel), dials.bias, context); // [..., units]
    return { output: activate(ops, context, dials.activation, mixed) };
  },
});
