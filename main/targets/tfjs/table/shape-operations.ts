import type { DType } from '../../../../nodes/alphabet/shape.ts';
import { kernel, type KernelTable } from '../kernel.ts';

export default {
  reshape: (tf, [x], _, [{ shape }]) => tf.reshape(x, [...shape]),
  transpose: kernel<{ readonly permutation: readonly number[] }>((tf, [x], { permutation }) =>
    tf.transpose(x, [...permutation]),
  ),
  broadcastTo: (tf, [x], _, [{ shape }]) => tf.broadcastTo(x, [...shape]),
  concat: kernel<{ readonly axis: number }>((tf, inputs, { axis }) => tf.concat([...inputs], axis)),
  slice: kernel<{ readonly begin: readonly number[] }>((tf, [x], { begin }, [{ shape }]) =>
    x.rank === 0 ? x : tf.slice(x, [...begin], [...shape]),
  ),
  pad: kernel<{ readonly paddings: readonly (readonly [number, number])[]; readonly value?: number }>(
    (tf, [x], { paddings, value = 0 }) =>
      x.rank === 0
        ? x
        : tf.pad(
            x,
            paddings.map(([before, after]) => [before, after]),
            value,
          ),
  ),
  tile: kernel<{ readonly repeats: readonly number[] }>((tf, [x], { repeats }) => tf.tile(x, [...repeats])),
  reverse: kernel<{ readonly axes: readonly number[] }>((tf, [x], { axes }) => tf.reverse(x, [...axes])),
  cast: kernel<{ readonly dtype: DType }>((tf, [x], { dtype }) =>
    // A float's lowest byte would decide otherwise on WebAssembly.
    dtype === 'bool' && x.dtype !== 'bool' ? tf.notEqual(x, tf.scalar(0, x.dtype)) : tf.cast(x, dtype),
  ),
  stopGradient: (tf, [x]) => tf.clone(x),
} satisfies KernelTable;
