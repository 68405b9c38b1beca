import type { Tensor } from '@tensorflow/tfjs';

import type { GatherAttributes } from '../../../../nodes/alphabet/operations/indexing.ts';
import { knownSize, resolveAxis } from '../../../../nodes/alphabet/shape.ts';
import { kernel, runKernel, type KernelTable } from '../kernel.ts';

/** Refuses indices that are not there: WebAssembly would write them into memory that belongs to others. */
function checkIndices(indices: Tensor, count: number): void {
  const wrong = indices.dataSync().find((index) => index < 0 || index >= count);
  if (wrong !== undefined) throw new Error(`the index ${wrong} is not one of 0 to ${count - 1}`);
}

export default {
  gather: kernel<GatherAttributes>((tf, [values, indices], { axis = 0 }) =>
    tf.gather(values, indices as never, resolveAxis(axis, values.rank)),
  ),
  segmentSum: kernel<{ readonly segments: number }>((tf, [values, indices], { segments }, [{ shape }]) => {
    checkIndices(indices, segments);
    const row = shape.slice(1);
    return runKernel(
      tf,
      'ScatterNd',
      {
        indices: tf.reshape(indices, [indices.size, 1]),
        updates: tf.reshape(values, [indices.size, knownSize(row)]),
      },
      { shape: [segments, knownSize(row)] },
    ).reshape([...shape]);
  }),
  // tf.oneHot itself refuses a depth of 1.
  oneHot: kernel<{ readonly depth: number }>((tf, [indices], { depth }) =>
    runKernel(tf, 'OneHot', { indices }, { depth, onValue: 1, offValue: 0, dtype: 'float32' }),
  ),
} satisfies KernelTable;
