import type { Tensor } from '@tensorflow/tfjs';

import type { MatMulAttributes } from '../../../../nodes/alphabet/operations/matrix.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorFlowJs } from '../library.ts';
import matrix from '../table/matrix.ts';

/** Exchanges the last two axes. */
const exchanged = (tf: TensorFlowJs, x: Tensor): Tensor =>
  tf.transpose(x, [...x.shape.keys()].toSpliced(-2, 2, x.rank - 1, x.rank - 2));

export default {
  // With a transpose flag its product takes six times as long or more than with a transpose of its own before it.
  matMul: kernel<MatMulAttributes>((tf, [a, b, ...others], { transposeA, transposeB }, types) =>
    matrix.matMul(
      tf,
      [transposeA ? exchanged(tf, a) : a, transposeB ? exchanged(tf, b) : b, ...others],
      {},
      types,
    ),
  ),
} satisfies KernelTable;
