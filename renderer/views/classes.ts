import type { Measured } from '../../nodes/finding.ts';

/** Points of one class: where they lie in the middle, and how many they are. */
export interface ClassOfPoints {
  readonly label: number;
  readonly count: number;
  /** The median of each coordinate, which few points far off do not move. */
  readonly middle: readonly number[];
}

/** The classes among labelled points, ascending. @param dimensions numbers a point */
export function classesOf(points: Measured, labels: Measured, dimensions: number): readonly ClassOfPoints[] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < labels.data.length; i++) {
    const label = labels.data[i]!;
    const list = members.get(label);
    if (list) list.push(i);
    else members.set(label, [i]);
  }
  return [...members]
    .sort(([a], [b]) => a - b)
    .map(([label, list]) => ({
      label,
      count: list.length,
      middle: Array.from({ length: dimensions }, (_, axis) =>
        median(list.map((i) => points.data[i * dimensions + axis]!)),
      ),
    }));
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}
