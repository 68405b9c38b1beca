/** A median and the interval that holds the true one in 95 of 100 cases. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The middle of the sorted values; the mean of the two middle ones where their number is even. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The value that this share of the others lies below, linear between neighbours (Hyndman & Fan 1996, definition 7).
 * @throws where there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('There is no quantile of nothing: give at least one value.');
  return quantileOfSorted(Float64Array.from(values).sort(), share);
}

function quantileOfSorted(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = sorted[below]!;
  return lower + (place - below) * ((sorted[below + 1] ?? lower) - lower);
}

/**
 * The median with its 95 % interval by the percentile bootstrap (Efron 1979): medians of samples of the same size, drawn with
 * replacement. The draws are the same ones for every call.
 */
export function estimateMedian(values: readonly number[], samples = 2000): Estimate {
  const random = mulberry32(1);
  const sample = new Float64Array(values.length);
  const medians = Float64Array.from({ length: samples }, () => {
    for (let i = 0; i < sample.length; i++) sample[i] = values[Math.floor(random() * values.length)]!;
    return quantileOfSorted(sample.sort(), 0.5);
  }).sort();
  return {
    median: median(values),
    low: quantileOfSorted(medians, 0.025),
    high: quantileOfSorted(medians, 0.975),
  };
}

/** Numbers in [0, 1) (T. Ettinger's mulberry32): enough for choosing which values a sample repeats. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
