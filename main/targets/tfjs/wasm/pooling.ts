import type { PoolAttributes } from '../../../../nodes/alphabet/operations/pooling.ts';
import { windowOver, type Window } from '../../../../nodes/alphabet/window.ts';
import { kernel, type KernelTable } from '../kernel.ts';

/** The rows (side 0) or columns (side 1) of the image under one place of the window: from the first to before the last. */
function under(
  { strides, paddings }: Window,
  size: number,
  place: number,
  side: 0 | 1,
  whole: number,
): [number, number] {
  const first = place * strides[side] - paddings[side][0];
  return [Math.max(first, 0), Math.min(first + size, whole)];
}

export default {
  // Its kernel takes no negative number for the largest and leaves the cells that get nothing as it found them in memory. The
  // first of equal numbers gets the gradient, as in TensorFlow.
  maxPoolGradient: kernel<PoolAttributes>((tf, [x, y, dy], { size, strides = size, padding = 'valid' }) => {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const window = windowOver('maxPoolGradient', [height, width], size, { strides, padding });
    const [rows, columns] = window.output as [number, number];
    const [image, largest, gradient] = [x.dataSync(), y.dataSync(), dy.dataSync()];
    const result = new Float32Array(image.length);
    let place = 0;
    for (let example = 0; example < batch; example++)
      for (let row = 0; row < rows; row++) {
        const [top, bottom] = under(window, size[0], row, 0, height);
        for (let column = 0; column < columns; column++) {
          const [left, right] = under(window, size[1], column, 1, width);
          for (let channel = 0; channel < channels; channel++, place++) {
            search: for (let i = top; i < bottom; i++)
              for (let j = left; j < right; j++) {
                const cell = ((example * height + i) * width + j) * channels + channel;
                if (image[cell] !== largest[place]) continue;
                result[cell]! += gradient[place]!;
                break search;
              }
          }
        }
      }
    return tf.tensor(result, x.shape);
  }),
} satisfies KernelTable;
