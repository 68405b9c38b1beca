import { kernel, type KernelTable } from '../kernel.ts';

export default {
  // Its kernel does not look whether an index is in range before it writes there.
  oneHot: kernel<{ readonly depth: number }>((tf, [indices], { depth }) =>
    tf.cast(tf.equal(tf.expandDims(indices, -1), tf.range(0, depth, 1, 'int32')), 'float32'),
  ),
} satisfies KernelTable;
