import type { Tensor } from '@tensorflow/tfjs';

import type { PoolAttributes } from '../../../../nodes/alphabet/operations/pooling.ts';
import { knownShape, type Shape } from '../../../../nodes/alphabet/shape.ts';
import { windowOver, type Window } from '../../../../nodes/alphabet/window.ts';
import { kernel, runKernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';
import { shapeWithMargins, withoutMargins } from '../window.ts';

const settings = ({ size, strides = size, padding = 'valid' }: PoolAttributes) => ({
  filterSize: size,
  strides,
  pad: padding,
});

/** How many cells of the image, and none of its margins, lie under each place of the window: [1, height, width, 1]. */
function cells(
  tf: TensorFlowJs,
  { strides, paddings, output }: Window,
  size: PoolAttributes['size'],
  image: readonly number[],
): Tensor {
  const along = (side: 0 | 1) =>
    Array.from({ length: output[side] as number }, (_, place) => {
      const first = place * strides[side] - paddings[side][0];
      return Math.min(first + size[side], image[side + 1]!) - Math.max(first, 0);
    });
  const [rows, columns] = [along(0), along(1)];
  return tf.tensor(Float32Array.from(rows.flatMap((height) => columns.map((width) => height * width))), [
    1,
    rows.length,
    columns.length,
    1,
  ]);
}

export default {
  maxPool: kernel<PoolAttributes>((tf, [x], attributes) =>
    runKernel(tf, 'MaxPool', { x }, settings(attributes)),
  ),
  maxPoolGradient: kernel<PoolAttributes>((tf, [input, output, dy], attributes) =>
    runKernel(tf, 'MaxPoolGrad', { dy, input, output }, settings(attributes)),
  ),
  averagePool: kernel<PoolAttributes>((tf, [x], attributes) =>
    runKernel(tf, 'AvgPool', { x }, settings(attributes)),
  ),
  // TensorFlow.js divides by the whole window even where it hangs over the edge. So each mean is first undone by the cells that
  // it really had, and the gradient of the sum is taken over the image with its margins.
  averagePoolGradient: kernel<PoolAttributes & { readonly inputShape: Shape }>((tf, [dy], attributes) => {
    const { size, strides = size, padding = 'valid' } = attributes;
    const shape = knownShape(attributes.inputShape);
    const window = windowOver('averagePoolGradient', [shape[1]!, shape[2]!], size, { strides, padding });
    const share = tf.div(tf.mul(dy, size[0] * size[1]), cells(tf, window, size, shape));
    const input = tf.zeros(shapeWithMargins(shape, window.paddings));
    const wide = runKernel(
      tf,
      'AvgPoolGrad',
      { dy: share, input },
      { filterSize: size, strides, pad: 'valid' },
    );
    return withoutMargins(tf, wide, window.paddings, shape);
  }),
} satisfies KernelTable;
