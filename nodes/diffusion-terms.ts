import type { Operations, Tensor } from './alphabet/operation.ts';
import type { BuildContext } from './build-context.ts';
import type { Measured } from './finding.ts';
import { logNormalBetween } from './normal-tail.ts';
import { exampleSize, sumOfExample } from './per-example.ts';
import type { Meaning } from './port.ts';
import { marginalsAt, type Schedule } from './schedule.ts';

/** Signal-to-noise ratios below it are as good as none: hardly a step is drawn for what happens there. */
const LEAST_SNR = 1e-6;

/** The variance of a step back: β̃_t as of q(x_{t−1} given x_t, x₀), or β_t as of q(x_t given x_{t−1}). Ho et al. 2020, section 3.2. */
export type StepVariance = 'posterior' | 'forward';

/** The steps of a model, and how many of them are drawn for each example. */
export interface StepTerms {
  readonly schedule: Schedule;
  readonly steps: number;
  readonly draws: number;
  readonly variance: StepVariance;
}

/**
 * Σ_{t>1} KL(q(x_{t−1} given x_t, x₀) ‖ p_θ(x_{t−1} given x_t)) of each example, [B], right in the mean over the draws. Where both
 * have the variance β̃ a term is ½ (SNR(t − 1) − SNR(t)) ‖x₀ − x̂₀(x_t)‖² (Kingma et al. 2021, eq. 13); with r = β/β̃ for p_θ it is
 * 1/r of that and ½ (log r + 1/r − 1) for each dimension. Steps are drawn as much as log SNR falls in them, one from each of equal
 * parts, so that terms of very different size count fairly.
 * @param guess x̂₀ at a time of each example, [B]
 */
export function stepTerms(
  ops: Operations,
  context: Pick<BuildContext, 'repeat' | 'uniformNoise' | 'means'>,
  { schedule, steps, draws, variance }: StepTerms,
  real: Tensor,
  guess: (time: Tensor) => Tensor,
): Tensor {
  const at = Array.from({ length: steps }, (_, i) => marginalsAt(schedule, (i + 1) / steps));
  const snr = at.map(({ alpha, sigma }) => (alpha / sigma) ** 2);
  const log = snr.map((ratio) => Math.log(Math.max(ratio, LEAST_SNR)));
  const falls = log.slice(1).map((value, i) => log[i]! - value + 1e-9);
  const all = falls.reduce((a, b) => a + b, 0);
  const shares = falls.map((fall) => fall / all);
  let below = 0;
  const upTo = shares.slice(0, -1).map((share) => (below += share));
  const ratios = shares.map((_, i) => (variance === 'forward' ? (at[i + 1]!.sigma / at[i]!.sigma) ** 2 : 1));
  const weights = shares.map((share, i) => (snr[i]! - snr[i + 1]!) / (2 * share * ratios[i]!));
  const wider =
    ratios.reduce((sum, ratio) => sum + (Math.log(ratio) + 1 / ratio - 1) / 2, 0) * exampleSize(real);

  const batch = real.shape[0]!;
  const table = (value: readonly number[]) =>
    ops.constant({ value: [...value], shape: [value.length], dtype: 'float32' });
  const nothing = ops.multiply(sumOfExample(ops, real), 0);
  const { carried } = context.repeat(draws, [nothing], (turn, [sum]) => {
    // 1. a number in the turn's part of 0 ... 1, and the step that it falls on
    const part = ops.divide(
      ops.add(ops.cast(turn, { dtype: 'float32' }), context.uniformNoise([batch], 'step')),
      draws,
    ); // [B]
    const passed = ops.lessEqual(table(upTo), ops.reshape(part, { shape: [batch, 1] })); // [B, T − 2]
    const step = ops.reduceSum(ops.cast(passed, { dtype: 'int32' }), { axes: [1] }); // [B]
    const time = ops.divide(ops.add(ops.cast(step, { dtype: 'float32' }), 2), steps);

    // 2. how far the guess is from the truth there
    const clean = guess(context.means(time, { kind: 'time', range: [0, 1] }));
    const squares = sumOfExample(ops, ops.square(ops.subtract(real, clean)));
    const weight = ops.divide(ops.gather(table(weights), step), draws);
    return { next: [ops.add(sum!, ops.multiply(weight, squares))] };
  });
  return ops.add(carried[0]!, wider);
}

/** How many values a number of this data can have; 0: any. */
export function levelsOf({ data, classes }: Meaning): number {
  if (data === 'binary') return 2;
  return data === 'grey' ? 256 : data === 'levels' ? (classes ?? 0) : 0;
}

/**
 * −log p_θ(x₀ given x_1) in nats, in the mean over examples: N(x̂₀, σ²) of each number, over the width of its level where data has
 * levels; the outermost levels take what lies beyond (Ho et al. 2020, eq. 13).
 * @param real, guess [examples, ...]
 * @param levels 0: a density
 */
export function lastStepNats(
  real: Measured,
  guess: Measured,
  deviation: number,
  levels: number,
  [low, high]: readonly [number, number],
): number {
  const half = levels > 1 ? (high - low) / (levels - 1) / 2 : 0;
  let sum = 0;
  for (let i = 0; i < real.data.length; i++) {
    const x = real.data[i]!;
    const away = x - guess.data[i]!;
    if (half === 0) sum += 0.5 * ((away / deviation) ** 2 + Math.log(2 * Math.PI * deviation ** 2));
    else {
      const from = x < low + half ? -Infinity : (away - half) / deviation;
      const to = x > high - half ? Infinity : (away + half) / deviation;
      sum -= logNormalBetween(from, to);
    }
  }
  return sum / real.shape[0]!;
}
