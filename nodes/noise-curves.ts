import type { Arithmetic } from './arithmetic.ts';

/** log ᾱ(t) of a variance preserving process: how much of the clean value is left at time t. */
type Curve = <N>(maths: Arithmetic<N>, t: N, ends: readonly [number, number]) => N;

/** ᾱ is never let below this, so that a network may be asked for the clean value at time 1 too. */
const LEAST = 1e-8;

/** −∫β for β(t) = β₀ + t (β₁ − β₀): Song et al. 2021 (score SDE), eq. 33; Ho et al. 2020 as T grows. */
const linear: Curve = (m, t, [first, last]) =>
  m.multiply(t, m.subtract(-first, m.multiply(t, (last - first) / 2)));

/** −∫β for √β(t) = √β₀ + t (√β₁ − √β₀): the "quad" schedule of Song, Meng & Ermon 2021 (DDIM). */
const quadratic: Curve = (m, t, [first, last]) => {
  const [start, slope] = [Math.sqrt(first), Math.sqrt(last) - Math.sqrt(first)];
  const inner = m.add(start * slope, m.multiply(t, slope ** 2 / 3));
  return m.multiply(m.multiply(t, -1), m.add(first, m.multiply(t, inner)));
};

/** ᾱ(t) = cos²((t + s)/(1 + s) · π/2) / cos²(s/(1 + s) · π/2): Nichol & Dhariwal 2021, eq. 17. `ends` hold s and 1. */
const cosine: Curve = (m, t, [s, end]) => {
  const squared = (x: ReturnType<typeof m.cos>) => m.multiply(x, x);
  const angle = m.multiply(m.add(m.multiply(t, end), s), Math.PI / 2 / (1 + s));
  const share = squared(m.cos(angle));
  const atZero = Math.log(Math.cos(((s / (1 + s)) * Math.PI) / 2) ** 2);
  return m.subtract(m.log(m.maximum(share, LEAST)), atZero);
};

/** ᾱ(t) from σ(end) − σ(start + t (end − start)), scaled to 1 … 0: Jabri, Fleet & Chen 2023, algorithm 1 (τ = 1). */
const sigmoid: Curve = (m, t, [start, end]) => {
  const at = (x: number) => 1 / (1 + Math.exp(-x));
  const here = m.sigmoid(m.add(start, m.multiply(t, end - start)));
  const share = m.divide(m.subtract(at(end), here), at(end) - at(start));
  return m.log(m.maximum(share, LEAST));
};

/** The curves of variance preserving processes, with the ends that their papers give them. */
export const CURVES = {
  linear: { logAlphaBar: linear, ends: [0.1, 20] },
  cosine: { logAlphaBar: cosine, ends: [0.008, 1] },
  quadratic: { logAlphaBar: quadratic, ends: [0.1, 20] },
  sigmoid: { logAlphaBar: sigmoid, ends: [-3, 3] },
} as const satisfies Record<
  string,
  { readonly logAlphaBar: Curve; readonly ends: readonly [number, number] }
>;

/** log ᾱ(t) through ᾱ at equal distances from time 0 to 1, straight in between. */
export function drawnLogAlphaBar<N>(maths: Arithmetic<N>, t: N, drawn: readonly number[]): N {
  const pieces = drawn.length - 1;
  let share: N | number = drawn[0]!;
  for (let i = 0; i < pieces; i++) {
    const within = maths.minimum(maths.maximum(maths.subtract(t, i / pieces), 0), 1 / pieces);
    share = maths.add(share, maths.multiply(within, (drawn[i + 1]! - drawn[i]!) * pieces));
  }
  return maths.log(maths.maximum(share, LEAST));
}

/** The deviations of a variance exploding process, as their papers give them: Song et al. 2021, appendix C. */
export const EXPLODING_ENDS = [0.01, 50] as const;

/** log σ(t) of σ(t) = σ₀ (σ₁/σ₀)^t: Song & Ermon 2019; Song et al. 2021, eq. 30. */
export const geometricLogSigma = <N>(
  maths: Arithmetic<N>,
  t: N,
  [first, last]: readonly [number, number],
): N => maths.add(Math.log(first), maths.multiply(t, Math.log(last / first)));
