import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';

/** How the learning rate goes over a phase. */
export interface Schedule {
  readonly schedule: 'constant' | 'cosine' | 'warm-up and cosine' | 'linear' | 'exponential';
  /** Updates in which the rate rises from 0, where the schedule warms up. */
  readonly warmUp: number;
  /** The share of the phase before the rate begins to fall. */
  readonly hold: number;
  /** The share of the rate that is left at the end. */
  readonly floor: number;
}

/** @throws Problem for a schedule that cannot be kept */
export function checkSchedule({ schedule, floor }: Schedule): void {
  if (schedule === 'exponential' && floor === 0)
    throw new Problem(
      'An exponential schedule never reaches 0. Set the floor above 0, or choose another schedule.',
      '지수 스케줄은 0에 도달하지 않습니다. 바닥을 0보다 크게 하거나 다른 스케줄을 고르세요.',
    );
}

/**
 * What the learning rate is multiplied with in an update, a float32 scalar in [0, 1].
 *
 * With u updates made before, T planned, and the fall beginning at b = hold·T (not before the warm-up of W ends), the
 * progress is p = (u − b)/(T − b), kept in [0, 1]. The rest, f being the floor: cosine f + (1 − f)·(1 + cos πp)/2
 * (Loshchilov & Hutter 2017, eq. 5), linear 1 − (1 − f)·p, exponential fᵖ; warm-up min(u/W, 1), as Keras has it.
 */
export function rateFactor(ops: Operations, settings: Schedule, updates: Tensor, planned: number): Tensor {
  const { schedule, hold, floor } = settings;
  if (schedule === 'constant') return ops.constant({ value: 1, shape: [], dtype: 'float32' });
  const warmUp = schedule === 'warm-up and cosine' ? settings.warmUp : 0;
  const begin = Math.min(Math.max(hold * planned, warmUp), planned);
  const done = ops.divide(ops.subtract(updates, begin), Math.max(planned - begin, 1));
  const progress = ops.minimum(ops.maximum(done, 0), 1);
  switch (schedule) {
    case 'linear':
      return ops.subtract(1, ops.multiply(progress, 1 - floor));
    case 'exponential':
      return ops.exp(ops.multiply(progress, Math.log(floor)));
    case 'cosine':
    case 'warm-up and cosine': {
      const wave = ops.multiply(ops.add(ops.cos(ops.multiply(progress, Math.PI)), 1), 0.5);
      const fallen = ops.add(ops.multiply(wave, 1 - floor), floor);
      if (warmUp === 0) return fallen;
      return ops.multiply(fallen, ops.minimum(ops.divide(updates, warmUp), 1));
    }
  }
}
