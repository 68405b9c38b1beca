import type { Points } from './neighbours.ts';

/** A mode of a data set: its middle, and the deviation of its points along one axis. */
export interface Mode {
  readonly centre: readonly number[];
  readonly deviation: number;
}

/** The modes of labelled points, by label; those without points are left out. */
export function modesOf({ data, dimensions }: Points, labels: ArrayLike<number>): Mode[] {
  const sums = new Map<number, { count: number; sum: number[]; squares: number }>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    let known = sums.get(label);
    if (!known) sums.set(label, (known = { count: 0, sum: Array<number>(dimensions).fill(0), squares: 0 }));
    known.count++;
    for (let k = 0; k < dimensions; k++) {
      known.sum[k]! += data[i * dimensions + k]!;
      known.squares += data[i * dimensions + k]! ** 2;
    }
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([, { count, sum, squares }]) => {
      const centre = sum.map((x) => x / count);
      const middle = centre.reduce((all, x) => all + x ** 2, 0);
      return { centre, deviation: Math.sqrt(Math.max(0, squares / count - middle) / dimensions) };
    });
}

/** For each point the mode that it is of: the nearest one, if it is within so many of its deviations; else -1. */
export function modeOfEach(
  { data, dimensions }: Points,
  modes: readonly Mode[],
  deviations: number,
): Int32Array {
  const found = new Int32Array(data.length / dimensions);
  for (let i = 0; i < found.length; i++) {
    let nearest = -1;
    let least = Infinity;
    modes.forEach(({ centre }, mode) => {
      let square = 0;
      for (let k = 0; k < dimensions; k++) square += (data[i * dimensions + k]! - centre[k]!) ** 2;
      if (square < least) [least, nearest] = [square, mode];
    });
    found[i] = nearest >= 0 && least <= (deviations * modes[nearest]!.deviation) ** 2 ? nearest : -1;
  }
  return found;
}
