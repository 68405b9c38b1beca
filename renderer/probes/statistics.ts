import type { Numbers } from '../../main/bridge/contract.ts';

/** What a probe brings back of a wire. */
export interface Statistics {
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly largest: number;
  /** How many values fall into each of equal bins between the two. */
  readonly counts: readonly number[];
}

/** @param numbers `[mean, deviation, least, largest, ...counts]`, as probes write them */
export function readStatistics({ data }: Numbers): Statistics {
  const [mean = Number.NaN, deviation = Number.NaN, least = Number.NaN, largest = Number.NaN] = data;
  return { mean, deviation, least, largest, counts: Array.from(data.subarray(4)) };
}
