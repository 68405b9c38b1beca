import { activate, activatedTex } from '../activation.ts';
import { defineNode } from '../contract.ts';
import { channelsOf } from '../features.ts';
import { convolutionDials, filtersDial, heightAndWidth, initializerFrom } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { addBias } from '../linear.ts';
import { spectralDial, spectrallyNormalized } from '../spectral-normalization.ts';

export default defineNode({
  kind: 'conv2d',
  family: 'layers',
  places: ['design'],
  title: { en: 'Convolution', ko: '합성곱' },
  sentence: {
    en: 'Slides small filters over an image; each gives a channel that says where its pattern is.',
    ko: '작은 필터들을 이미지 위로 움직입니다. 필터마다 자기 무늬가 어디에 있는지 알려 주는 채널을 만듭니다.',
  },
  formula: (dials) => activatedTex('x * W + b', dials),
  aliases: ['conv', 'conv2d', '컨볼루션', '콘볼루션'],
  source: 'LeCun et al. 1989, "Backpropagation applied to handwritten zip code recognition"',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    filters: filtersDial,
    ...convolutionDials,
    spectral: spectralDial,
  },
  build(ops, { input }, dials, context) {
    const shape = [...heightAndWidth('kernel', dials.kernel), channelsOf('conv2d', input), dials.filters];
    const weight = context.weight('kernel', shape, initializerFrom(dials.initializer));
    const kernel = dials.spectral ? spectrallyNormalized(ops, context, weight, 3) : weight;
    const convolved = ops.conv2d(input, kernel, {
      strides: heightAndWidth('strides', dials.strides),
      padding: dials.padding,
      dilations: heightAndWidth('dilation', dials.dilation),
    }); // [batch, height', width', filters]
    return { output: activate(ops, context, dials.activation, addBias(ops, convolved, dials.bias, context)) };
  },
});
