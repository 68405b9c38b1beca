import { activate } from '../activation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { channelsOf } from '../features.ts';
import { activationDial } from '../activation.ts';
import {
  biasDial,
  filtersDial,
  heightAndWidth,
  initializerDial,
  initializerFrom,
  kernelDial,
} from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { addBias } from '../linear.ts';

const EPSILON = 1e-8;

export default defineNode({
  kind: 'modulated-conv2d',
  family: 'layers',
  places: ['design'],
  title: { en: 'Modulated convolution', ko: '변조 합성곱' },
  sentence: {
    en: 'A convolution whose style says, example by example, how strongly each channel goes in; what that does to the size of the result is taken back.',
    ko: '예제마다 스타일이 채널이 들어오는 세기를 정하는 합성곱입니다. 그 때문에 결과의 크기가 변한 만큼은 되돌립니다.',
  },
  formula:
    'y_o = \\frac{(s \\odot x) * W_o}{\\sqrt{\\sum_{i,k} (s_i W_{iko})^2 + \\epsilon}},\\quad s = c A + 1',
  aliases: ['StyleGAN2', 'style modulation', 'demodulation', '스타일 변조', '복조'],
  source: 'Karras et al. 2020, Analyzing and improving the image quality of StyleGAN, eq. 1 to 3',
  inputs: {
    input: inputPort,
    style: { symbol: 'c', title: { en: 'Style', ko: '스타일' } },
  },
  outputs: { output: outputPort },
  dials: {
    filters: filtersDial,
    kernel: kernelDial,
    up: {
      type: 'number',
      default: 1,
      min: 1,
      max: 8,
      integer: true,
      title: { en: 'Enlarge by', ko: '확대' },
      help: {
        en: 'Before the convolution, by repeating pixels.',
        ko: '합성곱 전에 픽셀을 되풀이해 키웁니다.',
      },
    },
    demodulate: { type: 'flag', default: true, title: { en: 'Demodulate', ko: '복조' } },
    gain: {
      type: 'number',
      default: 1,
      min: 0,
      max: 100,
      title: { en: 'Gain', ko: '이득' },
      help: {
        en: 'The result is multiplied by it. √2 gives back what a leaky ReLU takes, which no kernel can where it is demodulated.',
        ko: '결과에 곱하는 수입니다. 리키 ReLU가 줄인 크기는 √2면 돌아옵니다. 복조하면 커널로는 키울 수 없습니다.',
      },
    },
    activation: activationDial,
    bias: biasDial,
    initializer: initializerDial,
  },
  build(ops, { input, style }, dials, context) {
    const channels = channelsOf('modulated-conv2d', input);
    const size = style.shape[1];
    if (style.shape.length !== 2 || typeof size !== 'number')
      throw new Problem(
        `The style is one vector for each example, [B, features]; it is ${formatShape(style.shape)}. A slice or a flatten can bring it into that form.`,
        `스타일은 예제마다 벡터 하나 [B, 특징]이어야 하는데 ${formatShape(style.shape)}입니다. 잘라 내기나 펼치기로 맞출 수 있습니다.`,
      );
    const turn = context.weight('styleKernel', [size, channels], { kind: 'glorot uniform' });
    const offset = context.weight('styleBias', [channels], { kind: 'constant', value: 1 });
    const scale = ops.add(ops.matMul(style, turn), offset); // [B, channels]
    const shape = [...heightAndWidth('kernel', dials.kernel), channels, dials.filters];
    const kernel = context.weight('kernel', shape, initializerFrom(dials.initializer));
    const wide = (values: typeof scale, count: number) =>
      ops.reshape(values, { shape: [values.shape[0]!, 1, 1, count] });
    const scaled = ops.multiply(input, wide(scale, channels));
    const large = dials.up === 1 ? scaled : ops.upsampleNearest(scaled, { factor: dials.up });
    const convolved = ops.conv2d(large, kernel, { strides: [1, 1], padding: 'same' });
    // Σ (s W)² over inputs and window is s² times the window's Σ W²: one small product instead of a kernel for each example.
    const power = ops.reduceSum(ops.square(kernel), { axes: [0, 1] }); // [channels, filters]
    const undo = ops.rsqrt(ops.add(ops.matMul(ops.square(scale), power), EPSILON)); // [B, filters]
    const output = dials.demodulate ? ops.multiply(convolved, wide(undo, dials.filters)) : convolved;
    const sized = dials.gain === 1 ? output : ops.multiply(output, dials.gain);
    return { output: activate(ops, context, dials.activation, addBias(ops, sized, dials.bias, context)) };
  },
});
