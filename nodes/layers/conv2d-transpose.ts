import { activate, activatedTex } from '../activation.ts';
import { addDimensions, multiplyDimensions, type Dimension } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { channelsOf } from '../features.ts';
import { convolutionDials, filtersDial, heightAndWidth, initializerFrom } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { addBias } from '../linear.ts';
import { spectralDial, spectrallyNormalized } from '../spectral-normalization.ts';

export default defineNode({
  kind: 'conv2d-transpose',
  family: 'layers',
  places: ['design'],
  title: { en: 'Transposed convolution', ko: '전치 합성곱' },
  sentence: {
    en: 'Paints each pixel of a small image as a pattern onto a larger one: a convolution run backwards.',
    ko: '작은 이미지의 픽셀마다 무늬를 더 큰 이미지에 칠합니다. 합성곱을 거꾸로 돌린 것입니다.',
  },
  formula: (dials) => activatedTex('x *^{\\top} W + b', dials),
  aliases: ['deconvolution', 'Conv2DTranspose', '디컨볼루션', '역합성곱'],
  source: 'Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", section 4',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    filters: filtersDial,
    ...convolutionDials,
    spectral: spectralDial,
  },
  build(ops, { input }, dials, context) {
    const size = heightAndWidth('kernel', dials.kernel);
    const strides = heightAndWidth('strides', dials.strides);
    const dilations = heightAndWidth('dilation', dials.dilation);
    // The kernel is that of the convolution which leads back: [height, width, filters, channels].
    const shape = [...size, dials.filters, channelsOf('conv2d-transpose', input)];
    const weight = context.weight('kernel', shape, initializerFrom(dials.initializer));
    const kernel = dials.spectral ? spectrallyNormalized(ops, context, weight, 2) : weight;
    const [batch, height, width] = input.shape as readonly [Dimension, Dimension, Dimension];
    // As Keras: what a window reaches beyond its stride is kept only by 'valid'.
    const larger = (side: Dimension, along: 0 | 1): Dimension => {
      const beyond = (size[along] - 1) * dilations[along] + 1 - strides[along];
      const whole = multiplyDimensions(side, strides[along]);
      return dials.padding === 'valid' && beyond > 0 ? addDimensions(whole, beyond) : whole;
    };
    const painted = ops.conv2dInputGradient(input, kernel, {
      inputShape: [batch, larger(height, 0), larger(width, 1), dials.filters],
      strides,
      padding: dials.padding,
      dilations,
    });
    return { output: activate(ops, context, dials.activation, addBias(ops, painted, dials.bias, context)) };
  },
});
