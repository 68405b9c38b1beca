import { measuredText } from '../language/numbers.ts';

/** Floating-point operations: `850 FLOP`, `271 MFLOP`, `1.7 GFLOP`. */
export function workText(flops: number): string {
  const units = ['', 'k', 'M', 'G', 'T', 'P'];
  let value = flops;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${measuredText(value)} ${units[unit]}FLOP`;
}
