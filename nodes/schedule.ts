import type { Operations, Tensor } from './alphabet/operation.ts';
import { numbers, tensors, type Arithmetic } from './arithmetic.ts';
import { CURVES, drawnLogAlphaBar, geometricLogSigma } from './noise-curves.ts';

export type Process = 'variance preserving' | 'variance exploding' | 'straight flow';
export type Prediction = 'noise' | 'clean' | 'v' | 'velocity' | 'score';

/** How a clean value turns into noise: x_t = α_t x₀ + σ_t ε, t from 0 (clean) to 1 (noise). Plain data, on wires. */
export interface Schedule {
  readonly process: Process;
  readonly curve: keyof typeof CURVES | 'geometric' | 'drawn';
  /** β at both ends, the offset of the cosine, or the least and the largest deviation: see the curves. */
  readonly ends: readonly [number, number];
  /** ᾱ at equal distances from time 0 to 1, of the curve `drawn`. */
  readonly drawn: readonly number[];
  /** T; the times are then 1/T, 2/T, ..., 1. 0: time is continuous. */
  readonly steps: number;
  /** What a network is to tell about x_t. */
  readonly prediction: Prediction;
}

/** α_t and σ_t: numbers, or tensors of the shape of t. */
export interface Marginals<N> {
  readonly alpha: N;
  readonly sigma: N;
}

/** α and σ in continuous time, told once for numbers and tensors. */
function continuous<N>(maths: Arithmetic<N>, schedule: Schedule, t: N): Marginals<N> {
  const { process, curve, ends, drawn } = schedule;
  if (process === 'straight flow') return { alpha: maths.subtract(1, t), sigma: maths.add(t, 0) };
  if (process === 'variance exploding')
    return {
      alpha: maths.add(maths.multiply(t, 0), 1),
      sigma: maths.exp(geometricLogSigma(maths, t, ends)),
    };
  const log =
    curve === 'drawn' || curve === 'geometric'
      ? drawnLogAlphaBar(maths, t, drawn)
      : CURVES[curve].logAlphaBar(maths, t, ends);
  return preserving(maths, log);
}

/** α = √ᾱ and σ = √(1 − ᾱ), exact also where ᾱ is almost 1. */
const preserving = <N>(maths: Arithmetic<N>, logAlphaBar: N): Marginals<N> => ({
  alpha: maths.exp(maths.multiply(logAlphaBar, 0.5)),
  sigma: maths.sqrt(maths.maximum(maths.multiply(maths.expm1(logAlphaBar), -1), 0)),
});

/** The largest β of one step: Nichol & Dhariwal 2021, section 3.2. */
const LARGEST_BETA = 0.999;

const tables = new WeakMap<Schedule, Marginals<readonly number[]>>();

/** α and σ of a schedule of T steps, at i/T for i = 0 ... T. */
export function table(schedule: Schedule): Marginals<readonly number[]> {
  const known = tables.get(schedule) ?? tabulate(schedule);
  tables.set(schedule, known);
  return known;
}

function tabulate(schedule: Schedule): Marginals<readonly number[]> {
  const { process, curve, ends, steps } = schedule;
  const alpha = [1];
  const sigma = [0];
  let logAlphaBar = 0;
  for (let i = 1; i <= steps; i++) {
    const along = steps === 1 ? 1 : (i - 1) / (steps - 1);
    if (process === 'variance preserving') {
      logAlphaBar += Math.log1p(-Math.min(beta(i, along), LARGEST_BETA));
      const here = preserving(numbers, logAlphaBar);
      alpha.push(here.alpha);
      sigma.push(here.sigma);
    } else if (process === 'variance exploding') {
      alpha.push(1);
      sigma.push(Math.exp(geometricLogSigma(numbers, along, ends)));
    } else {
      alpha.push(1 - i / steps);
      sigma.push(i / steps);
    }
  }
  return { alpha, sigma };

  /** β_i. Those of `linear` at T = 1000 are 10⁻⁴ ... 0.02, as in Ho et al. 2020. */
  function beta(i: number, along: number): number {
    const [first, last] = ends;
    if (curve === 'linear') return (first + along * (last - first)) / steps;
    if (curve === 'quadratic')
      return (Math.sqrt(first) + along * (Math.sqrt(last) - Math.sqrt(first))) ** 2 / steps;
    const before = continuous(numbers, schedule, (i - 1) / steps).alpha;
    const after = continuous(numbers, schedule, i / steps).alpha;
    return 1 - (after / before) ** 2;
  }
}

/** α_t and σ_t at one time, in double precision; a schedule of steps knows i/T only and takes the nearest. */
export function marginalsAt(schedule: Schedule, t: number): Marginals<number> {
  if (schedule.steps === 0) return continuous(numbers, schedule, t);
  const { alpha, sigma } = table(schedule);
  const i = Math.round(t * schedule.steps);
  return { alpha: alpha[i]!, sigma: sigma[i]! };
}

/** α_t and σ_t inside a program, of the shape of `time`. */
export function marginals(ops: Operations, schedule: Schedule, time: Tensor): Marginals<Tensor> {
  if (schedule.steps === 0) return continuous(tensors(ops), schedule, time);
  const { alpha, sigma } = table(schedule);
  const nearest = ops.cast(ops.round(ops.multiply(time, schedule.steps)), { dtype: 'int32' });
  const look = (values: readonly number[]) =>
    ops.gather(ops.constant({ value: [...values], shape: [values.length], dtype: 'float32' }), nearest);
  return { alpha: look(alpha), sigma: look(sigma) };
}

/** Curves are bounded where α goes to 0; slopes in continuous time are taken no later than this. */
const LATEST_SLOPE = 0.999;

/** dα/dt and dσ/dt at one time, by a central difference (one-sided at the ends), in double precision. */
export function slopesAt(schedule: Schedule, time: number): Marginals<number> {
  const [t, width] = schedule.steps === 0 ? [Math.min(time, LATEST_SLOPE), 1e-5] : [time, 1 / schedule.steps];
  const [before, after] = [Math.max(0, t - width), Math.min(1, t + width)];
  const [a, b] = [marginalsAt(schedule, before), marginalsAt(schedule, after)];
  return {
    alpha: (b.alpha - a.alpha) / (after - before),
    sigma: (b.sigma - a.sigma) / (after - before),
  };
}
