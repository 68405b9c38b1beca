import type { Measured } from './finding.ts';

/** The mean of numbers that left the backend. */
export function measuredMean({ data }: Measured): number {
  let sum = 0;
  for (const x of data) sum += x;
  return sum / data.length;
}
