import type { Tensor } from '@tensorflow/tfjs';

import { knownSize, sameShape } from '../../../../nodes/alphabet/shape.ts';
import { kernel, runKernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';

/** Its tile takes a hundred times as long as a product with ones, which repeats too. Bools have no product. */
function broadcast(tf: TensorFlowJs, x: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const ones = tf.ones([...shape], x.dtype);
  return x.dtype === 'bool' ? tf.logicalAnd(x, ones) : tf.mul(x, ones);
}

export default {
  broadcastTo: (tf, [x], _, [{ shape }]) => broadcast(tf, x, shape),

  /** Axis by axis: [before, 1, axis and after] repeated along its middle. */
  tile: kernel<{ readonly repeats: readonly number[] }>((tf, [x], { repeats }) =>
    repeats.reduce((tiled, repeat, axis) => {
      const [before, after] = [knownSize(tiled.shape.slice(0, axis)), knownSize(tiled.shape.slice(axis))];
      const laid = broadcast(tf, tf.reshape(tiled, [before, 1, after]), [before, repeat, after]);
      return tf.reshape(laid, tiled.shape.with(axis, tiled.shape[axis]! * repeat));
    }, x),
  ),

  select: (tf, [condition, a, b], _, [{ shape }]) => {
    // Its kernel takes every element for one of four bytes, so bools would be written beyond their memory.
    if (a.dtype === 'bool')
      return tf.logicalOr(tf.logicalAnd(condition, a), tf.logicalAnd(tf.logicalNot(condition), b));
    const [where, then, otherwise] = [condition, a, b].map((x) => broadcast(tf, x, shape));
    return runKernel(tf, 'Select', { condition: where!, t: then!, e: otherwise! }, {});
  },
} satisfies KernelTable;
