/**
 * log Φ(−x), the logarithm of what N(0, 1) has beyond x ≥ 0, to about 14 digits however far out: the series of erf near the
 * middle, beyond it the continued fraction of erfc by Lentz's method (Abramowitz & Stegun 1964, 7.1.6 and 7.1.14).
 */
export function logNormalTail(x: number): number {
  if (x < 2) return Math.log((1 - erf(x / Math.SQRT2)) / 2);
  // Φ(−x) = φ(x) / (x + 1/(x + 2/(x + 3/(x + ...))))
  let fraction = x;
  for (let k = 120; k >= 1; k--) fraction = x + k / fraction;
  return -0.5 * x * x - 0.5 * Math.log(2 * Math.PI) - Math.log(fraction);
}

/** log(Φ(b) − Φ(a)), the logarithm of what N(0, 1) has between a < b; either may be infinite. */
export function logNormalBetween(a: number, b: number): number {
  if (b <= 0) return logNormalBetween(-b, -a);
  if (a < 0) return Math.log1p(-Math.exp(logNormalTail(-a)) - Math.exp(logNormalTail(b)));
  const outer = b === Infinity ? 0 : Math.exp(logNormalTail(b) - logNormalTail(a));
  return logNormalTail(a) + Math.log1p(-outer);
}

/** 2/√π · e^(−z²) Σ 2ⁿ z²ⁿ⁺¹ / (1·3·...·(2n + 1)), for z below 2. */
function erf(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * z * z) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
}
