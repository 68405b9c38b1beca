import type { Measured } from '../../nodes/finding.ts';
import { COLOUR_MAP, colourIndex } from './colour-map.ts';

/** Numbers by cell as the bytes of an `ImageData`: opaque colours of the map, see-through where there is no number. */
export function fieldPixels(
  values: Measured,
  range: readonly [number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * values.data.length);
  for (let cell = 0; cell < values.data.length; cell++) {
    const index = colourIndex(values.data[cell]!, range);
    if (index < 0) continue;
    pixels.set(COLOUR_MAP.subarray(3 * index, 3 * index + 3), 4 * cell);
    pixels[4 * cell + 3] = 255;
  }
  return pixels;
}

/** The least and the largest finite number; `[0, 1]` where there is none. */
export function rangeOf({ data }: Measured): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of data)
    if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return low <= high ? [low, high] : [0, 1];
}

/** The cell at a place of the plane, row by row from the top left. @returns `null` outside */
export function cellAt(shape: readonly number[], span: number, x: number, y: number): number | null {
  const [rows = 0, columns = 0] = shape;
  const column = Math.floor(((x + span) / (2 * span)) * columns);
  const row = Math.floor(((span - y) / (2 * span)) * rows);
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : null;
}

/** An arrow in the plane: where its middle is, and where it points, in the plane's units. */
export interface Arrow {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** Share of the arrows that are not cut in length: a few that are very long would make all others dots. */
const WHOLE = 0.95;
/** Share of the way to the next arrow that the longest ones take. */
const ROOM = 0.92;

/**
 * Arrows that are to be drawn: at most `across` a side, evenly picked, none longer than the way to the next one. Lengths grow
 * with the square root of the vector, so that slow places can be seen beside fast ones. What is not finite has no arrow.
 */
export function quiver({ shape, data }: Measured, span: number, across: number): readonly Arrow[] {
  const [rows = 0, columns = 0] = shape;
  const stride = Math.max(1, Math.ceil(Math.max(rows, columns) / Math.max(1, across)));
  // Picked from the middle of each group of cells, so that the picture stays centred.
  const first = (count: number) => Math.floor(((count - 1) % stride) / 2);
  const picked: { readonly x: number; readonly y: number; readonly u: number; readonly v: number }[] = [];
  for (let row = first(rows); row < rows; row += stride)
    for (let column = first(columns); column < columns; column += stride) {
      const [u, v] = [data[2 * (row * columns + column)]!, data[2 * (row * columns + column) + 1]!];
      if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
      const x = span * ((2 * column + 1) / columns - 1);
      const y = -span * ((2 * row + 1) / rows - 1);
      picked.push({ x, y, u, v });
    }
  const longest = longestOf(data);
  const room = (ROOM * 2 * span * stride) / Math.max(rows, columns, 1);
  return picked.map(({ x, y, u, v }) => {
    const length = Math.hypot(u, v);
    const share = longest > 0 ? Math.sqrt(Math.min(1, length / longest)) : Math.min(1, length);
    const scale = length > 0 ? (share * room) / length : 0;
    return { x, y, dx: u * scale, dy: v * scale };
  });
}

/** The length of vector that few are longer than; 0 where there is none. */
export function longestOf(data: Measured['data']): number {
  const lengths: number[] = [];
  for (let i = 0; i + 1 < data.length; i += 2) {
    const length = Math.hypot(data[i]!, data[i + 1]!);
    if (Number.isFinite(length)) lengths.push(length);
  }
  lengths.sort((a, b) => a - b);
  return lengths[Math.floor(WHOLE * (lengths.length - 1))] ?? 0;
}
