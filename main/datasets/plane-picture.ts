import type { Picture } from './mosaic.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** A cloud of points in the plane, x and y in turn. */
export interface DrawnCloud {
  readonly points: ArrayLike<number>;
  readonly colour: Colour;
}

/** What colours the ground: numbers row by row from the top left, black to `colour` over `range`. */
export interface DrawnGround {
  readonly values: ArrayLike<number>;
  readonly columns: number;
  readonly range: readonly [dark: number, light: number];
  readonly colour: Colour;
}

const PAPER: Colour = [16, 18, 22];
/** How much of a point's colour one point gives to its place; several add up. */
const INK = 0.6;

/**
 * A square of the plane from -span to span on both axes, as a picture of `side` × `side` pixels: the ground, and clouds of
 * points over it, later ones over earlier ones. A point is a dot of two by two pixels; those outside are not seen.
 */
export function planePicture(
  span: number,
  side: number,
  clouds: readonly DrawnCloud[],
  ground?: DrawnGround,
): Picture {
  const data = new Uint8Array(3 * side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) data.set(groundAt(x / side, y / side, ground), 3 * (y * side + x));
  const dot = (x: number, y: number, colour: Colour) => {
    if (x < 0 || x >= side || y < 0 || y >= side) return;
    const at = 3 * (y * side + x);
    for (let k = 0; k < 3; k++) data[at + k] = Math.round(data[at + k]! + INK * (colour[k]! - data[at + k]!));
  };
  for (const { points, colour } of clouds)
    for (let i = 0; i < points.length; i += 2) {
      const x = Math.floor((side * (points[i]! + span)) / (2 * span));
      const y = Math.floor((side * (span - points[i + 1]!)) / (2 * span));
      for (const [right, down] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const)
        dot(x + right, y + down, colour);
    }
  return { width: side, height: side, channels: 3, data };
}

/** The colour of the ground at a place between 0 and 1 from the top left. */
function groundAt(x: number, y: number, ground: DrawnGround | undefined): Colour {
  if (!ground) return PAPER;
  const { values, columns, range, colour } = ground;
  const rows = values.length / columns;
  const value = values[Math.floor(y * rows) * columns + Math.floor(x * columns)]!;
  const share = Math.min(1, Math.max(0, (value - range[0]) / (range[1] - range[0] || 1))) || 0;
  return PAPER.map((dark, k) => Math.round(dark + share * (colour[k]! - dark))) as unknown as Colour;
}
