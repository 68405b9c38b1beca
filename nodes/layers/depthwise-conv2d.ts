import { activate } from '../activation.ts';
import { defineNode } from '../contract.ts';
import { channelsOf } from '../features.ts';
import { convolutionDials, heightAndWidth, initializerFrom } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { addBias } from '../linear.ts';

export default defineNode({
  kind: 'depthwise-conv2d',
  family: 'layers',
  places: ['design'],
  title: { en: 'Depthwise convolution', ko: '깊이별 합성곱' },
  sentence: {
    en: 'Slides filters of its own over each channel, without mixing channels.',
    ko: '채널을 섞지 않고 채널마다 따로 필터를 움직입니다.',
  },
  formula: 'y_{cm} = \\phi(x_c * W_{cm} + b_{cm})',
  aliases: ['DepthwiseConv2D', 'separable', '깊이별 컨볼루션'],
  source: 'Chollet 2017, "Xception: Deep learning with depthwise separable convolutions"',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    multiplier: {
      type: 'number',
      default: 1,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Filters a channel', ko: '채널당 필터 수' },
    },
    ...convolutionDials,
  },
  build(ops, { input }, dials, context) {
    const channels = channelsOf('depthwise-conv2d', input);
    const shape = [...heightAndWidth('kernel', dials.kernel), channels, dials.multiplier];
    const kernel = context.weight('kernel', shape, initializerFrom(dials.initializer));
    const convolved = ops.depthwiseConv2d(input, kernel, {
      strides: heightAndWidth('strides', dials.strides),
      padding: dials.padding,
      dilations: heightAndWidth('dilation', dials.dilation),
    }); // [batch, height', width', channels·multiplier]
    return { output: activate(ops, context, dials.activation, addBias(ops, convolved, dials.bias, context)) };
  },
});
