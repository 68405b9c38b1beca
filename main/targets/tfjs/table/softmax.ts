import { resolveAxis } from '../../../../nodes/alphabet/shape.ts';
import { kernel, type KernelTable } from '../kernel.ts';

export default {
  softmax: kernel<{ readonly axis?: number }>((tf, [x], { axis = -1 }) => {
    const place = resolveAxis(axis, x.rank);
    if (place === x.rank - 1) return tf.softmax(x);
    // TensorFlow.js knows the softmax over the last axis only. An exchange of two axes undoes itself.
    const exchange = x.shape.map((_, k) => (k === place ? x.rank - 1 : k === x.rank - 1 ? place : k));
    return tf.transpose(tf.softmax(tf.transpose(x, exchange)), exchange);
  }),
} satisfies KernelTable;
