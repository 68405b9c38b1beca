import type { Tensor } from '@tensorflow/tfjs';

import { knownSize } from '../../../nodes/alphabet/shape.ts';
import type { Pair } from '../../../nodes/alphabet/window.ts';
import type { TensorFlowJs } from './library.ts';

/** Margins around an image: [top, bottom], [left, right]. */
export type Margins = readonly [Pair, Pair];

const isNone = (margins: Margins) => margins.flat().every((margin) => margin === 0);

/** An image [B, height, width, channels] with zeros around it. */
export const withMargins = (tf: TensorFlowJs, image: Tensor, margins: Margins): Tensor =>
  isNone(margins) ? image : tf.pad(image, [[0, 0], [...margins[0]], [...margins[1]], [0, 0]]);

/** Takes the margins off again; `shape` is that of the image inside. */
export const withoutMargins = (
  tf: TensorFlowJs,
  image: Tensor,
  margins: Margins,
  shape: readonly number[],
): Tensor => (isNone(margins) ? image : tf.slice(image, [0, margins[0][0], margins[1][0], 0], [...shape]));

/** The shape of an image with its margins. */
export const shapeWithMargins = (shape: readonly number[], margins: Margins): number[] =>
  shape.map((size, axis) =>
    axis === 1 || axis === 2 ? size + margins[axis - 1]![0] + margins[axis - 1]![1] : size,
  );

/**
 * Puts `every − 1` zeros between the rows and between the columns of a kernel [height, width, ...] (`first` 0) or of an image
 * [B, height, width, ...] (`first` 1): a size of n becomes (n − 1)·every + 1.
 */
export const spread = (tf: TensorFlowJs, x: Tensor, every: Pair, first: 0 | 1): Tensor =>
  spreadAxis(tf, spreadAxis(tf, x, every[0], first), every[1], first + 1);

function spreadAxis(tf: TensorFlowJs, x: Tensor, step: number, axis: number): Tensor {
  if (step === 1) return x;
  const [before, size, after] = around(x, axis);
  const cells = tf.pad(tf.reshape(x, [before, size, 1, after]), [
    [0, 0],
    [0, 0],
    [0, step - 1],
    [0, 0],
  ]);
  const shape = x.shape.with(axis, (size - 1) * step + 1);
  return tf.reshape(
    tf.slice(tf.reshape(cells, [before, size * step, after]), [0, 0, 0], [before, shape[axis]!, after]),
    shape,
  );
}

/** `count` rows and columns from `begin` on, every `every`-th one: the other direction of `spread`. */
export const pick = (
  tf: TensorFlowJs,
  x: Tensor,
  begin: Pair,
  every: Pair,
  count: Pair,
  first: 0 | 1,
): Tensor =>
  pickAxis(tf, pickAxis(tf, x, begin[0], every[0], count[0], first), begin[1], every[1], count[1], first + 1);

// By slices of a reshaped tensor, as TensorFlow.js' strided slice goes element by element.
function pickAxis(
  tf: TensorFlowJs,
  x: Tensor,
  begin: number,
  step: number,
  count: number,
  axis: number,
): Tensor {
  const [before, size, after] = around(x, axis);
  const missing = Math.max(0, begin + count * step - size);
  const rows = tf.reshape(x, [before, size, after]);
  const enough =
    missing === 0
      ? rows
      : tf.pad(rows, [
          [0, 0],
          [0, missing],
          [0, 0],
        ]);
  const span = tf.reshape(tf.slice(enough, [0, begin, 0], [before, count * step, after]), [
    before,
    count,
    step,
    after,
  ]);
  const picked = step === 1 ? span : tf.slice(span, [0, 0, 0, 0], [before, count, 1, after]);
  return tf.reshape(picked, x.shape.with(axis, count));
}

/** How many elements a tensor has before, along and after an axis. */
const around = ({ shape }: Tensor, axis: number): [number, number, number] => [
  knownSize(shape.slice(0, axis)),
  shape[axis]!,
  knownSize(shape.slice(axis + 1)),
];
