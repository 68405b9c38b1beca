import type { Operations, Tensor } from './alphabet/operation.ts';
import type { Dial } from './dial.ts';

/** How much of its path a sampler shows. */
export const framesDial = {
  type: 'number',
  default: 12,
  min: 1,
  max: 200,
  integer: true,
  title: { en: 'Frames of the path', ko: '경로의 장면 수' },
} as const satisfies Dial;

/** Turns of a loop that are kept as frames, evenly, from the first on. */
export function keptTurns(turns: number, frames: number): readonly number[] {
  const count = Math.min(turns, frames);
  return Array.from({ length: count }, (_, i) => Math.floor((i * turns) / count));
}

/** Frames [B, K, ...] with the end of the path behind them, [B, K + 1, ...]. */
export function pathOf(ops: Operations, frames: Tensor, end: Tensor): Tensor {
  const last = ops.reshape(end, { shape: [end.shape[0]!, 1, ...end.shape.slice(1)] });
  return ops.concat([ops.stopGradient(frames), last], { axis: 1 });
}

/** A number of a table, by the turn of a loop: a scalar. */
export const ofTurn = (ops: Operations, values: readonly number[], turn: Tensor): Tensor =>
  ops.gather(ops.constant({ value: [...values], shape: [values.length], dtype: 'float32' }), turn);
