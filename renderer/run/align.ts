/** A curve over its own x. */
export interface Line {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/**
 * Curves over one common x, as uPlot takes them: its values ascending, then a column a curve. `undefined` where a curve has
 * no point of its own (its line goes through), `null` where its number cannot be drawn (its line has a gap).
 */
export function align(
  lines: readonly Line[],
  drawable: (y: number) => boolean = Number.isFinite,
): [number[], ...(number | null | undefined)[][]] {
  const xs = [...new Set(lines.flatMap((line) => line.xs))].sort((a, b) => a - b);
  const places = new Map(xs.map((x, i) => [x, i]));
  const columns = lines.map((line) => {
    const column = Array<number | null | undefined>(xs.length).fill(undefined);
    for (const [i, x] of line.xs.entries()) {
      const y = line.ys[i]!;
      column[places.get(x)!] = drawable(y) ? y : null;
    }
    return column;
  });
  return [xs, ...columns];
}
