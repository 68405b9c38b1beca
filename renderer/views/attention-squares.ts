/** Where the squares of the heads stand, side by side in rows. Lengths are CSS pixels. */
export interface Squares {
  readonly columns: number;
  /** Of one square, and of one cell in it. */
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  /** The upper left corner of a head's square. */
  readonly cornerOf: (head: number) => readonly [left: number, top: number];
}

/** Room around each square. */
export interface Margins {
  readonly left: number;
  readonly top: number;
}

/** Between squares. */
const GAP = 8;

/** The squares as large as they fit: of all numbers of columns the one with the largest cells, the fewest columns among equals. */
export function laySquares(
  [heads, from, to]: readonly [number, number, number],
  width: number,
  height: number,
  { left, top }: Margins,
): Squares {
  const cellWith = (columns: number): number => {
    const rows = Math.ceil(heads / columns);
    return Math.max(0.5, Math.min((width / columns - left - GAP) / to, (height / rows - top - GAP) / from));
  };
  let columns = 1;
  for (let more = 2; more <= heads; more++) if (cellWith(more) > cellWith(columns)) columns = more;
  const cell = cellWith(columns);
  const [wide, high] = [cell * to, cell * from];
  const [across, down] = [left + wide + GAP, top + high + GAP];
  const rows = Math.ceil(heads / columns);
  const [marginX, marginY] = [(width - columns * across) / 2, (height - rows * down) / 2];
  return {
    columns,
    width: wide,
    height: high,
    cell,
    cornerOf: (head) => [
      marginX + (head % columns) * across + left + GAP / 2,
      marginY + Math.floor(head / columns) * down + top + GAP / 2,
    ],
  };
}

/** What stands under a point: [head, from, to]; `null` between the squares. */
export function squareAt(
  squares: Squares,
  [heads, from, to]: readonly [number, number, number],
  x: number,
  y: number,
): readonly [number, number, number] | null {
  for (let head = 0; head < heads; head++) {
    const [left, top] = squares.cornerOf(head);
    const row = Math.floor((y - top) / squares.cell);
    const column = Math.floor((x - left) / squares.cell);
    if (row >= 0 && row < from && column >= 0 && column < to) return [head, row, column];
  }
  return null;
}
