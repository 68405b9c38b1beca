import type { Tensor } from '@tensorflow/tfjs';

import type {
  FilterGradientAttributes,
  InputGradientAttributes,
} from '../../../../nodes/alphabet/operations/convolution.ts';
import { knownShape } from '../../../../nodes/alphabet/shape.ts';
import { windowOver, type Pair } from '../../../../nodes/alphabet/window.ts';
import { kernel, runKernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';
import { pick, shapeWithMargins, spread, withMargins, withoutMargins } from '../window.ts';

// WebAssembly has no kernels for these gradients, but for that of conv2d in its image, which is ten times slower than this one. Each
// is written with kernels that it has and does well.

const plain = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1] };

/** Height and width, from axis `first` on. */
const sides = (shape: readonly number[], first: 0 | 1): Pair => [shape[first]!, shape[first + 1]!];

/**
 * The transpose of a convolution in its image: a convolution of the gradient, spread out by the stride, with the kernel turned
 * around.
 * @param run convolves with that kernel, without padding
 */
function towardsImage(
  tf: TensorFlowJs,
  kind: string,
  dy: Tensor,
  filter: Tensor,
  attributes: InputGradientAttributes,
  run: (dy: Tensor, turned: Tensor) => Tensor,
): Tensor {
  const shape = knownShape(attributes.inputShape);
  const { strides, dilations, paddings } = windowOver(
    kind,
    sides(shape, 1),
    sides(filter.shape, 0),
    attributes,
  );
  const turned = tf.reverse(spread(tf, filter, dilations, 0), [0, 1]);
  const cells = spread(tf, dy, strides, 1);
  const wide = shapeWithMargins(shape, paddings);
  const [height, width] = sides(turned.shape, 0);
  const around = withMargins(tf, cells, [
    [height - 1, wide[1]! - cells.shape[1]!],
    [width - 1, wide[2]! - cells.shape[2]!],
  ]);
  return withoutMargins(tf, run(around, turned), paddings, shape);
}

export default {
  conv2dInputGradient: kernel<InputGradientAttributes>((tf, [dy, filter], attributes) =>
    towardsImage(tf, 'conv2dInputGradient', dy, filter, attributes, (x, turned) =>
      runKernel(tf, 'Conv2D', { x, filter: tf.transpose(turned, [0, 1, 3, 2]) }, plain),
    ),
  ),

  /**
   * A convolution of the image over the gradient, where batch and channels have changed places: what was the stride between places
   * is the distance between the gradient's cells, and what was the distance between the kernel's cells is the stride.
   */
  conv2dFilterGradient: kernel<FilterGradientAttributes>((tf, [image, dy], attributes) => {
    const { kernelShape } = attributes;
    const { strides, dilations, paddings } = windowOver(
      'conv2dFilterGradient',
      sides(image.shape, 1),
      sides(kernelShape, 0),
      attributes,
    );
    const x = tf.transpose(withMargins(tf, image, paddings), [3, 1, 2, 0]); // [in, height, width, B]
    const filter = tf.transpose(dy, [1, 2, 0, 3]); // [height', width', B, out]
    const wide = runKernel(tf, 'Conv2D', { x, filter }, { ...plain, strides: dilations, dilations: strides });
    const [height, width, channels, out] = kernelShape as [number, number, number, number];
    return tf.transpose(tf.slice(wide, [0, 0, 0, 0], [channels, height, width, out]), [1, 2, 0, 3]);
  }),

  depthwiseConv2dInputGradient: kernel<InputGradientAttributes>((tf, [dy, filter], attributes) =>
    towardsImage(tf, 'depthwiseConv2dInputGradient', dy, filter, attributes, (x, turned) => {
      const [height, width, channels, multiplier] = turned.shape as [number, number, number, number];
      const single = tf.reshape(turned, [height, width, channels * multiplier, 1]);
      const each = runKernel(tf, 'DepthwiseConv2dNative', { x, filter: single }, plain);
      return tf.sum(tf.reshape(each, [...each.shape.slice(0, 3), channels, multiplier]), -1);
    }),
  ),

  /** For each cell of the kernel: the cells of the image that it met, times the gradient, summed. */
  depthwiseConv2dFilterGradient: kernel<FilterGradientAttributes>((tf, [image, dy], attributes) => {
    const [height, width, channels, multiplier] = attributes.kernelShape as [number, number, number, number];
    const { strides, dilations, paddings } = windowOver(
      'depthwiseConv2dFilterGradient',
      sides(image.shape, 1),
      [height, width],
      attributes,
    );
    const wide = withMargins(tf, image, paddings);
    const gradient = tf.reshape(dy, [-1, channels, multiplier]);
    const cells: Tensor[] = [];
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        cells.push(
          tf.tidy(() => {
            const met = pick(
              tf,
              wide,
              [row * dilations[0], column * dilations[1]],
              strides,
              sides(dy.shape, 1),
              1,
            );
            return tf.sum(tf.mul(tf.reshape(met, [-1, channels, 1]), gradient), 0);
          }),
        );
    return tf.reshape(tf.stack(cells), [height, width, channels, multiplier]);
  }),
} satisfies KernelTable;
