import type { KernelTable } from '../kernel.ts';

export default {
  equal: (tf, [a, b]) => tf.equal(a, b),
  notEqual: (tf, [a, b]) => tf.notEqual(a, b),
  less: (tf, [a, b]) => tf.less(a, b),
  lessEqual: (tf, [a, b]) => tf.lessEqual(a, b),
  greater: (tf, [a, b]) => tf.greater(a, b),
  greaterEqual: (tf, [a, b]) => tf.greaterEqual(a, b),
  logicalAnd: (tf, [a, b]) => tf.logicalAnd(a, b),
  logicalOr: (tf, [a, b]) => tf.logicalOr(a, b),
  logicalNot: (tf, [x]) => tf.logicalNot(x),
  select: (tf, [condition, a, b]) => tf.where(condition, a, b),
} satisfies KernelTable;
