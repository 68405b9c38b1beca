import { LEAKY_SLOPE, activate, activatedTex, activationDial } from '../activation.ts';
import { defineNode } from '../contract.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'activation',
  family: 'layers',
  places: ['design'],
  title: { en: 'Activation', ko: '활성화 함수' },
  sentence: {
    en: 'Bends every number by a fixed curve, so that layers on top of each other do more than one alone.',
    ko: '모든 수를 정해진 곡선으로 구부려, 쌓인 층들이 한 층보다 더 많은 일을 하게 합니다.',
  },
  formula: ({ activation }) => activatedTex('x', { activation }),
  aliases: [
    'nonlinearity',
    'ReLU',
    'GELU',
    'SiLU',
    'swish',
    'sigmoid',
    'tanh',
    'softmax',
    '비선형',
    '렐루',
    '시그모이드',
  ],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    activation: { ...activationDial, default: 'ReLU' },
    slope: {
      type: 'number',
      default: LEAKY_SLOPE,
      min: 0,
      max: 1,
      title: { en: 'Slope below zero', ko: '음수 쪽 기울기' },
      help: { en: 'Of the leaky ReLU.', ko: '리키 ReLU에서 씁니다.' },
    },
  },
  build: (ops, { input }, dials, context) => ({
    output: activate(ops, context, dials.activation, input, dials.slope),
  }),
});
