import { indexFrom } from '../state/curves.ts';

interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/**
 * The part of a curve from one step to another, thinned to what can be seen: of each of `buckets` equal parts its first,
 * least, largest and last value, in their order, so that no peak is lost. One point beyond either end is kept, so that
 * lines run to the edge.
 */
export function thin({ steps, values }: Points, from: number, to: number, buckets: number): Points {
  const start = Math.max(0, indexFrom(steps, from) - 1);
  let end = indexFrom(steps, to);
  if (end < steps.length) end++;
  if (end - start <= 4 * buckets) return { steps: steps.slice(start, end), values: values.slice(start, end) };
  const kept: Points = { steps: [], values: [] };
  const [keptSteps, keptValues] = [kept.steps as number[], kept.values as number[]];
  const size = (end - start) / buckets;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const first = start + Math.floor(bucket * size);
    const last = start + Math.floor((bucket + 1) * size) - 1;
    let [least, largest] = [first, first];
    for (let i = first; i <= last; i++) {
      if (values[i]! < values[least]! || Number.isNaN(values[least])) least = i;
      if (values[i]! > values[largest]! || Number.isNaN(values[largest])) largest = i;
    }
    for (const i of new Set([first, Math.min(least, largest), Math.max(least, largest), last])) {
      keptSteps.push(steps[i]!);
      keptValues.push(values[i]!);
    }
  }
  return kept;
}
