import type { Tensor } from '../alphabet/operation.ts';
import type { Slice } from './slice.ts';

/** A wire of the board that somebody watches, by the output it begins at. */
export interface Pin {
  readonly node: string;
  readonly port: string;
}

/** Bins of the histogram that a probe brings back. */
export const PROBE_BINS = 16;

export const probeName = (pin: Pin): string => `probe/${pin.node}.${pin.port}`;

/**
 * Statistics of pinned wires as further outputs of a slice, computed where the tensor is, so that a few numbers come
 * back and not the tensor: `[mean, deviation, least, largest, counts of 16 equal bins between the two]`.
 * Pins that the slice does not compute are left out.
 */
export function addProbes(slice: Slice, pins: readonly Pin[]): Record<string, Tensor> {
  const probes: Record<string, Tensor> = {};
  for (const pin of pins) {
    const outputs = slice.built.find(({ path, node }) => path === '' && node === pin.node)?.outputs;
    const value = outputs?.[pin.port];
    if (value && 'trace' in value) probes[probeName(pin)] = statistics(slice, value);
  }
  return probes;
}

function statistics(slice: Slice, tensor: Tensor): Tensor {
  const { ops } = slice.settings.trace;
  const x = ops.reshape(tensor.dtype === 'float32' ? tensor : ops.cast(tensor, { dtype: 'float32' }), {
    shape: [-1],
  });
  const mean = ops.reduceMean(x);
  const deviation = ops.sqrt(ops.reduceMean(ops.square(ops.subtract(x, mean))));
  const least = ops.reduceMin(x);
  const largest = ops.reduceMax(x);
  const width = ops.maximum(ops.divide(ops.subtract(largest, least), PROBE_BINS), 1e-12);
  const bin = ops.minimum(ops.floor(ops.divide(ops.subtract(x, least), width)), PROBE_BINS - 1);
  const counts = ops.segmentSum(ops.add(ops.multiply(x, 0), 1), ops.cast(bin, { dtype: 'int32' }), {
    segments: PROBE_BINS,
  });
  const one = (value: Tensor) => ops.reshape(value, { shape: [1] });
  return ops.concat([one(mean), one(deviation), one(least), one(largest), counts], { axis: 0 });
}
