import type { Operations, Tensor } from './alphabet/operation.ts';
import type { BuildContext } from './build-context.ts';
import type { Schedule } from './schedule.ts';

export type TimeDistribution = 'uniform' | 'logit-normal';

/**
 * A time for each example, [B]: one of 1/T, 2/T, ..., 1 where the schedule has T steps, else between the least time and 1.
 * Uniform, or with a sigmoid around a normal number (Esser et al. 2024, eq. 19), which prefers the middle.
 * @param least the smallest time of continuous schedules: at 0 there is no noise to tell about
 */
export function randomTime(
  ops: Operations,
  context: Pick<BuildContext, 'batch' | 'normalNoise' | 'uniformNoise' | 'means'>,
  { steps }: Schedule,
  distribution: TimeDistribution,
  least: number,
): Tensor {
  const share =
    distribution === 'uniform'
      ? context.uniformNoise([context.batch], 'time')
      : ops.sigmoid(context.normalNoise([context.batch], 'time'));
  const time =
    steps === 0
      ? ops.add(ops.multiply(share, 1 - least), least)
      : ops.divide(ops.minimum(ops.add(ops.floor(ops.multiply(share, steps)), 1), steps), steps);
  return context.means(time, { kind: 'time', range: [0, 1] });
}
