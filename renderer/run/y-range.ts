/** Shares of the values beyond which a few may run off the plot. */
const [LOW, HIGH] = [0.04, 0.96];
/** How far beyond, in widths of what lies between, values must be to be taken for a few far off. */
const FAR = 1.5;
const MARGIN = 0.06;
const ROUNDING = 1e-6;

/**
 * The part of y that tells something: all of the values, but where a few stand far off, as the first steps of a training
 * do, they run off the edge so that the rest is more than a flat line.
 * @param columns numbers of each curve; what is not a number is passed over
 */
export function yRange(columns: readonly ArrayLike<number | null | undefined>[]): readonly [number, number] {
  const values: number[] = [];
  for (const column of columns)
    for (let i = 0; i < column.length; i++) {
      const value = column[i];
      if (typeof value === 'number' && Number.isFinite(value)) values.push(value);
    }
  if (values.length === 0) return [0, 1];
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
  const [least, low, high, largest] = [at(0), at(LOW), at(HIGH), at(1)];
  const width = high - low;
  const bottom = least < low - FAR * width ? low - 0.3 * width : least;
  const top = largest > high + FAR * width ? high + 0.3 * width : largest;
  // What differs by rounding alone, as a smoothed constant does, is one value.
  if (top - bottom <= ROUNDING * Math.max(Math.abs(top), Math.abs(bottom))) {
    const half = Math.abs(top) * 0.1 || 1;
    return [bottom - half, top + half];
  }
  const margin = MARGIN * (top - bottom);
  return [bottom - margin, top + margin];
}
