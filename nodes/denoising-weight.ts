import type { Operations, Tensor } from './alphabet/operation.ts';
import type { BuildContext } from './build-context.ts';
import { cleanPerPrediction } from './prediction.ts';
import { marginals, table, type Schedule } from './schedule.ts';

export type Weighting = 'simple' | 'SNR-min' | 'likelihood';

/** Signal-to-noise ratios are never let above this: α²/σ² grows without end towards time 0. */
const LARGEST_SNR = 1e8;

/**
 * How much the squared error of a prediction counts at each time, [B].
 *
 * - simple: each prediction's own error counts alike (Ho et al. 2020, eq. 14). A score counts σ² as much, which makes it the
 *   error of ε (Song & Ermon 2019, section 4.2: λ(σ) = σ²).
 * - SNR-min: the error of x₀ counts min(α²/σ², γ) (Hang et al. 2023, eq. 8).
 * - likelihood: the error of x₀ counts as in the bound on −log p(x₀): half of what SNR falls in a step, times T (Kingma et
 *   al. 2021, eq. 14), or −½ dSNR/dt in continuous time (eq. 17), which is ½ g(t)² of the score (Song et al. 2021, ML).
 */
export function denoisingWeight(
  ops: Operations,
  context: Pick<BuildContext, 'gradient'>,
  schedule: Schedule,
  time: Tensor,
  weighting: Weighting,
  gamma: number,
): Tensor {
  const at = marginals(ops, schedule, time);
  const { prediction } = schedule;
  if (weighting === 'simple') {
    const one = ops.add(ops.multiply(time, 0), 1);
    return prediction === 'score' ? ops.square(at.sigma) : one;
  }
  const ofClean =
    weighting === 'SNR-min'
      ? ops.minimum(ops.exp(logSnr(ops, schedule, time)), gamma)
      : fallOfSnr(ops, context, schedule, time);
  return ops.multiply(ofClean, ops.square(cleanPerPrediction(ops, prediction, at)));
}

/** log(α²/σ²). */
function logSnr(ops: Operations, schedule: Schedule, time: Tensor): Tensor {
  const { alpha, sigma } = marginals(ops, schedule, time);
  const log = (x: Tensor) => ops.log(ops.maximum(x, 1e-8));
  const bounded = ops.minimum(ops.multiply(ops.subtract(log(alpha), log(sigma)), 2), Math.log(LARGEST_SNR));
  return bounded;
}

/** −½ dSNR/dt, or ½ T (SNR(t − 1/T) − SNR(t)); the first step, to the clean value itself, counts as the second. */
function fallOfSnr(
  ops: Operations,
  context: Pick<BuildContext, 'gradient'>,
  schedule: Schedule,
  time: Tensor,
): Tensor {
  const { steps } = schedule;
  if (steps === 0) {
    const log = logSnr(ops, schedule, time);
    const [slope] = context.gradient(ops.reduceSum(log), [time]);
    return ops.multiply(ops.multiply(ops.exp(log), slope!), -0.5);
  }
  const { alpha, sigma } = table(schedule);
  const snr = alpha.map((a, i) => (a / sigma[i]!) ** 2);
  const falls = snr.map((_, i) => (steps / 2) * (snr[Math.max(i - 1, 1)]! - snr[Math.max(i, 2)]!));
  const value = steps < 2 ? snr.map(() => 1) : falls.map((fall) => Math.min(fall, LARGEST_SNR));
  const index = ops.cast(ops.round(ops.multiply(time, steps)), { dtype: 'int32' });
  return ops.gather(ops.constant({ value, shape: [value.length], dtype: 'float32' }), index);
}
