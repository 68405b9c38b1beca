/** A line over an axis that it shares with others. */
interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** Numbers as uPlot takes them: what is not finite is a gap. */
export const columnsOf = (
  at: readonly number[],
  lines: readonly Line[],
): [number[], ...(number | null)[][]] => [
  [...at],
  ...lines.map(({ values }) => at.map((_, i) => (Number.isFinite(values[i]) ? values[i]! : null))),
];

/** How many times wider a line may range than the narrowest one before it gets an axis of its own. */
const ALIKE = 6;

/**
 * For each line whether it belongs to the axis at the right: lines that range many times wider than the others would press
 * them flat.
 */
export function onTheRight(lines: readonly Line[]): readonly boolean[] {
  const widths = lines.map(({ values }) => {
    const finite = values.filter(Number.isFinite);
    return finite.length > 0 ? Math.max(...finite) - Math.min(...finite) : 0;
  });
  const narrowest = Math.min(...widths.filter((width) => width > 0));
  return widths.map((width) => width > ALIKE * narrowest);
}

const MARGIN = 0.06;

/** The part of y that shows all numbers, with a little room; `null` and `undefined` are passed over. */
export function reachOf(columns: readonly ArrayLike<number | null | undefined>[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const column of columns)
    for (let i = 0; i < column.length; i++) {
      const value = column[i];
      if (typeof value === 'number') [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  if (low > high) return [0, 1];
  const margin = high > low ? MARGIN * (high - low) : Math.abs(high) * 0.1 || 1;
  return [low - margin, high + margin];
}
