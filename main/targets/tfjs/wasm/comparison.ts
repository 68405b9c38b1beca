import type { KernelTable } from '../kernel.ts';
import comparison from '../table/comparison.ts';

export default {
  // Its kernel takes every element for one of four bytes, so bools would be written beyond their memory.
  select: (tf, [condition, a, b]) =>
    a.dtype === 'bool'
      ? tf.logicalOr(tf.logicalAnd(condition, a), tf.logicalAnd(tf.logicalNot(condition), b))
      : comparison.select(tf, [condition, a, b]),
} satisfies KernelTable;
