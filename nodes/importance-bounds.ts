/**
 * Bounds on −log p(x) for K = 1, 10, 100, ... draws, as means over the examples (Burda et al. 2016, eq. 8). All draws serve
 * every K: they are taken K at a time and the bounds of the groups are averaged, so each bound is at most the one before it.
 * @param weights log p(x, z) − log q(z | x), `[rounds · examples, atOnce]`: one round after the other
 */
export function importanceBounds(
  weights: ArrayLike<number>,
  rounds: number,
  atOnce: number,
): { readonly draws: number; readonly nats: number }[] {
  const examples = weights.length / (rounds * atOnce);
  const draws = rounds * atOnce;
  const sizes: number[] = [];
  for (let k = 1; k <= draws; k *= 10) if (draws % k === 0) sizes.push(k);
  if (sizes.at(-1) !== draws) sizes.push(draws);
  const sums = sizes.map(() => 0);
  const own = new Float64Array(draws);
  for (let example = 0; example < examples; example++) {
    for (let k = 0; k < draws; k++) {
      const round = Math.floor(k / atOnce);
      own[k] = weights[(round * examples + example) * atOnce + (k % atOnce)]!;
    }
    sizes.forEach((size, at) => {
      const groups = draws / size;
      for (let group = 0; group < groups; group++)
        sums[at]! -= logMeanExp(own.subarray(group * size, (group + 1) * size)) / groups;
    });
  }
  return sizes.map((size, at) => ({ draws: size, nats: sums[at]! / examples }));
}

/** log of the mean of exponentials, without overflow. */
function logMeanExp(values: Float64Array): number {
  const largest = values.reduce((a, b) => Math.max(a, b));
  if (largest === -Infinity) return -Infinity;
  return largest + Math.log(values.reduce((sum, x) => sum + Math.exp(x - largest), 0) / values.length);
}
