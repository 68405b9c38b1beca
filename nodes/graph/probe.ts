import type { Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { Trace } from '../program/trace.ts';
import type { GraphDocument } from './document.ts';
import { finishEntry, type Entry } from './entry.ts';
import { portTitle, titleOnBoard } from './node-title.ts';
import { Blocked } from './problems.ts';
import type { WireValue } from './scope.ts';
import { Slice } from './slice.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { Variables } from './variables.ts';

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

/**
 * A program of its own for one wire: what it carries now, in inference mode, without the step around it.
 * @throws Problem where the board does not compute that wire
 */
export function peekAt(
  document: GraphDocument,
  pin: Pin,
  batch: number,
  averages: ReadonlySet<string>,
  vocabularies: ReadonlyMap<string, Vocabulary> = new Map(),
): Entry {
  const slice = new Slice({
    document,
    trace: new Trace(),
    variables: new Variables(),
    mode: 'inference',
    batch,
    trained: new Set(),
    averages,
    averaged: true,
    noise: 'keyed',
    vocabularies,
  });
  let value: WireValue | undefined;
  try {
    value = slice.node(pin.node)[pin.port];
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
  }
  const card = titleOnBoard(document, pin.node);
  const port = portTitle(document, document.board, pin);
  if (!value || !('trace' in value))
    throw new Problem(
      `No numbers flow from '${port.en}' of '${card.en}'${slice.problems.map(({ text }) => `: ${text.en}`).join('')}. Choose a wire with numbers.`,
      `'${card.ko}'의 '${port.ko}'에는 수가 흐르지 않습니다${slice.problems.map(({ text }) => `: ${text.ko}`).join('')}. 수가 흐르는 연결을 고르세요.`,
    );
  return finishEntry(probeName(pin), slice, { value, statistics: statistics(slice, value) });
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
