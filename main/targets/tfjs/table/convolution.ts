import type { Tensor } from '@tensorflow/tfjs';

import type {
  FilterGradientAttributes,
  InputGradientAttributes,
} from '../../../../nodes/alphabet/operations/convolution.ts';
import { knownShape } from '../../../../nodes/alphabet/shape.ts';
import {
  windowOver,
  type Pair,
  type Window,
  type WindowAttributes,
} from '../../../../nodes/alphabet/window.ts';
import { kernel, runKernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';
import { pick, shapeWithMargins, spread, withMargins, withoutMargins } from '../window.ts';

// TensorFlow.js' gradient kernels know neither dilation nor margins given as numbers, and its backends do not agree on the rest.
// So margins are put on before and taken off after, and a kernel under dilation is written out with its zeros.

/** The settings of TensorFlow.js' convolution kernels. */
const settings = (strides: Pair, dilations: Pair = [1, 1]) => ({
  strides,
  pad: 'valid',
  dataFormat: 'NHWC',
  dilations,
});

const windowOf = (
  kind: string,
  image: readonly number[],
  filter: readonly number[],
  attributes: WindowAttributes,
): Window => windowOver(kind, [image[1]!, image[2]!], [filter[0]!, filter[1]!], attributes);

/** The transpose in the image: `shape` is that of the image, `run` answers for the image with its margins. */
function towardsImage(
  tf: TensorFlowJs,
  { strides, dilations, paddings }: Window,
  filter: Tensor,
  shape: readonly number[],
  run: (filter: Tensor, strides: Pair, inputShape: number[]) => Tensor,
): Tensor {
  const dense = spread(tf, filter, dilations, 0);
  return withoutMargins(tf, run(dense, strides, shapeWithMargins(shape, paddings)), paddings, shape);
}

/** The transpose in the kernel: `shape` is that of the kernel, `run` answers for the kernel written out with its zeros. */
function towardsKernel(
  tf: TensorFlowJs,
  { strides, dilations, paddings }: Window,
  image: Tensor,
  shape: readonly number[],
  run: (image: Tensor, strides: Pair, filterShape: number[]) => Tensor,
): Tensor {
  const extent = shape.map((size, axis) => (axis < 2 ? (size - 1) * dilations[axis]! + 1 : size));
  const dense = run(withMargins(tf, image, paddings), strides, extent);
  return pick(tf, dense, [0, 0], dilations, [shape[0]!, shape[1]!], 0);
}

export default {
  conv2d: kernel<WindowAttributes>((tf, [image, filter], attributes) => {
    const { strides, dilations, paddings } = windowOf('conv2d', image.shape, filter.shape, attributes);
    return runKernel(
      tf,
      'Conv2D',
      { x: withMargins(tf, image, paddings), filter },
      settings(strides, dilations),
    );
  }),
  conv2dInputGradient: kernel<InputGradientAttributes>((tf, [dy, filter], attributes) => {
    const shape = knownShape(attributes.inputShape);
    const window = windowOf('conv2dInputGradient', shape, filter.shape, attributes);
    return towardsImage(tf, window, filter, shape, (dense, strides, inputShape) =>
      runKernel(tf, 'Conv2DBackpropInput', { dy, filter: dense }, { ...settings(strides), inputShape }),
    );
  }),
  conv2dFilterGradient: kernel<FilterGradientAttributes>((tf, [image, dy], attributes) => {
    const window = windowOf('conv2dFilterGradient', image.shape, attributes.kernelShape, attributes);
    return towardsKernel(tf, window, image, attributes.kernelShape, (x, strides, filterShape) =>
      runKernel(tf, 'Conv2DBackpropFilter', { x, dy }, { ...settings(strides), filterShape }),
    );
  }),
  depthwiseConv2d: kernel<WindowAttributes>((tf, [image, filter], attributes) => {
    const { strides, dilations, paddings } = windowOf(
      'depthwiseConv2d',
      image.shape,
      filter.shape,
      attributes,
    );
    const inputs = { x: withMargins(tf, image, paddings), filter: spread(tf, filter, dilations, 0) };
    return runKernel(tf, 'DepthwiseConv2dNative', inputs, settings(strides));
  }),
  depthwiseConv2dInputGradient: kernel<InputGradientAttributes>((tf, [dy, filter], attributes) => {
    const shape = knownShape(attributes.inputShape);
    const window = windowOf('depthwiseConv2dInputGradient', shape, filter.shape, attributes);
    return towardsImage(tf, window, filter, shape, (dense, strides, inputShape) =>
      runKernel(
        tf,
        'DepthwiseConv2dNativeBackpropInput',
        { dy, filter: dense },
        { ...settings(strides), inputShape },
      ),
    );
  }),
  depthwiseConv2dFilterGradient: kernel<FilterGradientAttributes>((tf, [image, dy], attributes) => {
    const window = windowOf('depthwiseConv2dFilterGradient', image.shape, attributes.kernelShape, attributes);
    return towardsKernel(tf, window, image, attributes.kernelShape, (x, strides, filterShape) =>
      runKernel(tf, 'DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...settings(strides), filterShape }),
    );
  }),
} satisfies KernelTable;
