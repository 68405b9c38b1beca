import { marginalsAt, slopesAt, type Marginals, type Schedule } from './schedule.ts';

export type SamplingMethod = 'DDPM' | 'DDIM' | 'Euler' | 'Heun' | 'Euler-Maruyama';

/**
 * One step of a sampler from time t to an earlier time s. Whatever the method, it is a weighted sum:
 *
 *     x_s = x · x_t + clean · x̂₀ + noise · z        z ~ N(0, I)
 *
 * A method is nothing but its weights. Heun asks the network a second time, at s, about what Euler makes of x_t.
 */
export interface SamplerStep {
  readonly t: number;
  readonly s: number;
  readonly at: Marginals<number>;
  readonly after: Marginals<number>;
  readonly x: number;
  readonly clean: number;
  readonly noise: number;
  /** Of what Euler makes, and of the x̂₀ that the network sees in it. */
  readonly second?: { readonly euler: Weights; readonly x: number; readonly clean: number };
}

/** Of x_t and of x̂₀. */
export interface Weights {
  readonly x: number;
  readonly clean: number;
}

/** Times from `from` down to 0, as evenly as the steps of the schedule allow; `count` + 1 of them. */
export function timesOf({ steps }: Schedule, count: number, from: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, k) => {
    const t = (from * (count - k)) / count;
    return steps === 0 ? t : Math.round(t * steps) / steps;
  });
}

/** α and σ; time 0 is the clean value itself. */
const marginals = (schedule: Schedule, t: number): Marginals<number> =>
  t === 0 ? { alpha: 1, sigma: 0 } : marginalsAt(schedule, t);

/** The steps of a sampler along these times. @param eta of DDIM: 0 draws no noise, 1 as much as DDPM */
export function samplerSteps(
  schedule: Schedule,
  method: SamplingMethod,
  times: readonly number[],
  eta: number,
): readonly SamplerStep[] {
  return times.slice(0, -1).map((t, k) => {
    const s = times[k + 1]!;
    const [at, after] = [marginals(schedule, t), marginals(schedule, s)];
    const step = { t, s, at, after };
    switch (method) {
      case 'DDPM':
        return { ...step, ...implicit(at, after, 1) };
      case 'DDIM':
        return { ...step, ...implicit(at, after, eta) };
      case 'Euler':
        return { ...step, ...along(velocity(schedule, t), s - t), noise: 0 };
      case 'Heun':
        return { ...step, ...heun(schedule, t, s) };
      case 'Euler-Maruyama':
        return { ...step, ...eulerMaruyama(schedule, t, s) };
    }
  });
}

/**
 * x_s = α_s x̂₀ + √(σ_s² − c²) ε̂ + c z with ε̂ = (x_t − α_t x̂₀)/σ_t and c = η σ_s/σ_t √(σ_t² − (α_t/α_s)² σ_s²):
 * Song, Meng & Ermon 2021, eq. 12 and 16. With η = 1 it is the posterior q(x_s given x_t, x̂₀) of Ho et al. 2020, eq. 6 and 7.
 */
function implicit(at: Marginals<number>, after: Marginals<number>, eta: number) {
  const between = at.sigma ** 2 - ((at.alpha / after.alpha) * after.sigma) ** 2;
  const noise = (eta * after.sigma * Math.sqrt(Math.max(between, 0))) / at.sigma;
  const kept = Math.sqrt(Math.max(after.sigma ** 2 - noise ** 2, 0)) / at.sigma;
  return { x: kept, clean: after.alpha - kept * at.alpha, noise };
}

/** dx/dt = α′ x̂₀ + σ′ ε̂, the probability-flow ODE, as weights of x_t and x̂₀: Song et al. 2021, eq. 13; Lipman et al. 2023. */
export function velocity(schedule: Schedule, t: number): Weights {
  const [{ alpha, sigma }, slope] = [marginals(schedule, t), slopesAt(schedule, t)];
  return { x: slope.sigma / sigma, clean: slope.alpha - (slope.sigma * alpha) / sigma };
}

/** x_t + h · (what these weights say). */
const along = ({ x, clean }: Weights, h: number): Weights => ({ x: 1 + h * x, clean: h * clean });

/** Heun's second-order method: Karras et al. 2022, algorithm 1. The last step is Euler's, as there is no slope at time 0. */
function heun(schedule: Schedule, t: number, s: number) {
  const first = velocity(schedule, t);
  const euler = along(first, s - t);
  if (s === 0) return { ...euler, noise: 0, second: { euler, x: 0, clean: 0 } };
  const [half, second] = [(s - t) / 2, velocity(schedule, s)];
  return {
    ...along(first, half),
    noise: 0,
    second: { euler, x: half * second.x, clean: half * second.clean },
  };
}

/**
 * The reverse SDE dx = (u + g²/(2σ) ε̂) dt + g dw̄, u the velocity, by Euler and Maruyama: Song et al. 2021, eq. 6 and appendix D;
 * g² = 2σσ′ − 2σ² α′/α. Where that has no end (a straight flow begins at α = 0) g² = 2σ is taken, as any g leaves the
 * marginals as they are: Ma et al. 2024 (SiT), eq. 4. The last step draws no noise.
 */
function eulerMaruyama(schedule: Schedule, t: number, s: number) {
  const [{ alpha, sigma }, slope] = [marginals(schedule, t), slopesAt(schedule, t)];
  const squared =
    schedule.process === 'straight flow'
      ? 2 * sigma
      : 2 * sigma * slope.sigma - (2 * sigma ** 2 * slope.alpha) / alpha;
  const ofNoise = slope.sigma + squared / (2 * sigma);
  return {
    ...along({ x: ofNoise / sigma, clean: slope.alpha - (ofNoise * alpha) / sigma }, s - t),
    noise: s === 0 ? 0 : Math.sqrt(Math.max(squared, 0) * (t - s)),
  };
}
