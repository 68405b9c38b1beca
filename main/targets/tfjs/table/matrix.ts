import type { Tensor } from '@tensorflow/tfjs';

import type { MatMulAttributes } from '../../../../nodes/alphabet/operations/matrix.ts';
import { knownSize } from '../../../../nodes/alphabet/shape.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';

/**
 * The matrices of a tensor as a list `[count, rows, columns]`, repeated along the leading axes where the other factor has more of
 * them: TensorFlow.js would count wrong where each factor has a leading axis that the other lacks.
 */
function listed(tf: TensorFlowJs, x: Tensor, leading: readonly number[]): Tensor {
  const matrix = x.shape.slice(-2);
  if (knownSize(x.shape.slice(0, -2)) === 1) return tf.reshape(x, [1, ...matrix]);
  return tf.reshape(tf.broadcastTo(x, [...leading, ...matrix]), [knownSize(leading), ...matrix]);
}

export default {
  matMul: kernel<MatMulAttributes>((tf, [a, b], { transposeA = false, transposeB = false }, [{ shape }]) => {
    const leading = shape.slice(0, -2);
    let left = listed(tf, a, leading);
    const right = listed(tf, b, leading);
    // One matrix on the right for all: one large product instead of many small ones.
    if (!transposeA && right.shape[0] === 1) left = tf.reshape(left, [1, -1, left.shape[2]!]);
    return tf.reshape(tf.matMul(left, right, transposeA, transposeB), [...shape]);
  }),
} satisfies KernelTable;
