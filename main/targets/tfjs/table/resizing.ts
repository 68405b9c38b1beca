import type { Tensor } from '@tensorflow/tfjs';

import { knownShape, type Shape } from '../../../../nodes/alphabet/shape.ts';
import type { Pair } from '../../../../nodes/alphabet/window.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';

/** The matrix [from, to] whose column i says how the old cells mix into the new cell i. */
function interpolation(tf: TensorFlowJs, from: number, to: number): Tensor {
  const matrix = new Float32Array(from * to);
  for (let i = 0; i < to; i++) {
    const centre = Math.max(0, ((i + 0.5) * from) / to - 0.5);
    const before = Math.floor(centre);
    const after = Math.min(before + 1, from - 1);
    matrix[before * to + i]! += 1 - (centre - before);
    matrix[after * to + i]! += centre - before;
  }
  return tf.tensor(matrix, [from, to]);
}

export default {
  upsampleNearest: kernel<{ readonly factor: number }>((tf, [image], _, [{ shape }]) =>
    tf.image.resizeNearestNeighbor(image as never, [shape[1]!, shape[2]!]),
  ),
  resizeBilinear: kernel<{ readonly size: Pair }>((tf, [image], { size }) =>
    tf.image.resizeBilinear(image as never, [...size], false, true),
  ),
  // The kernel of TensorFlow.js does not know centres of pixels. Each axis is a matrix, and its transpose is the gradient.
  resizeBilinearGradient: kernel<{ readonly inputShape: Shape }>((tf, [dy], { inputShape }) => {
    const [batch, height, width, channels] = knownShape(inputShape) as [number, number, number, number];
    const [, newHeight, newWidth] = dy.shape as [number, number, number, number];
    const rows = tf.expandDims(interpolation(tf, height, newHeight), 0);
    const tall = tf.matMul(rows, tf.reshape(dy, [batch, newHeight, newWidth * channels]));
    const columns = tf.expandDims(interpolation(tf, width, newWidth), 0);
    const wide = tf.matMul(columns, tf.reshape(tall, [batch * height, newWidth, channels]));
    return tf.reshape(wide, [batch, height, width, channels]);
  }),
} satisfies KernelTable;
