/**
 * An exponential moving average that does not lean towards 0 at its start: s_t = λ s_{t−1} + (1 − λ) x_t, divided by
 * 1 − λ^t (as Kingma & Ba 2015 correct their moments). What is not finite is passed over.
 * @param factor λ, from 0 (as it is) to below 1
 */
export function smooth(values: readonly number[], factor: number): readonly number[] {
  if (factor <= 0) return values;
  let [sum, weight] = [0, 0];
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    sum = factor * sum + (1 - factor) * value;
    weight = factor * weight + (1 - factor);
    return sum / weight;
  });
}
