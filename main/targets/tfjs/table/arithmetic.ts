import type { KernelTable } from '../kernel.ts';

export default {
  add: (tf, [a, b]) => tf.add(a, b),
  subtract: (tf, [a, b]) => tf.sub(a, b),
  multiply: (tf, [a, b]) => tf.mul(a, b),
  divide: (tf, [a, b]) => tf.div(a, b),
  maximum: (tf, [a, b]) => tf.maximum(a, b),
  minimum: (tf, [a, b]) => tf.minimum(a, b),
  power: (tf, [a, b]) => tf.pow(a, b),
  modulo: (tf, [a, b]) => tf.mod(a, b),
} satisfies KernelTable;
