/** A shape as it is drawn: lengths in pixels from the top left, colour as red, green and blue from 0 to 1. */
export interface DrawnShape {
  readonly form: 'circle' | 'square' | 'triangle';
  readonly x: number;
  readonly y: number;
  /** Radius of the circle; the square has its area, the triangle about as much. */
  readonly radius: number;
  readonly colour: readonly [number, number, number];
}

/** Half the side of a square with the area of the unit circle, and of an equilateral triangle that keeps within its place. */
const SQUARE = Math.sqrt(Math.PI) / 2;
const TRIANGLE = 1.12;

/** How far a point lies outside of a shape of radius 1 at the origin; negative inside. y points down. */
const distances: Readonly<Record<DrawnShape['form'], (x: number, y: number) => number>> = {
  circle: (x, y) => Math.sqrt(x * x + y * y) - 1,
  square: (x, y) => {
    const [dx, dy] = [Math.abs(x) - SQUARE, Math.abs(y) - SQUARE];
    const [ox, oy] = [Math.max(dx, 0), Math.max(dy, 0)];
    return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(dx, dy), 0);
  },
  // Its middle between top and bottom lies at the origin. Edges only: at corners the distance is that to the nearer line.
  triangle: (x, y) => {
    const height = TRIANGLE * Math.sqrt(3);
    const bottom = y - height / 2;
    const side = (Math.abs(x) * Math.sqrt(3)) / 2 - (y + height / 2) / 2;
    return Math.max(bottom, side);
  },
};

/**
 * Draws shapes over black, later ones over earlier ones, into `side` x `side` pixels of red, green and blue from 0 to 1. A pixel
 * takes the share of a shape that its distance from the edge tells: half of it where the edge goes through its middle.
 * @param into 3 · side² numbers, all 0 before
 */
export function drawShapes(shapes: readonly DrawnShape[], side: number, into: Float32Array): void {
  for (const { form, x, y, radius, colour } of shapes) {
    const reach = radius * 1.5 + 1;
    const distance = distances[form];
    const first = (middle: number) => Math.max(0, Math.floor(middle - reach));
    const last = (middle: number) => Math.min(side - 1, Math.ceil(middle + reach));
    for (let row = first(y); row <= last(y); row++)
      for (let column = first(x); column <= last(x); column++) {
        const apart = radius * distance((column + 0.5 - x) / radius, (row + 0.5 - y) / radius);
        const share = Math.min(1, Math.max(0, 0.5 - apart));
        if (share === 0) continue;
        const at = (row * side + column) * 3;
        for (let channel = 0; channel < 3; channel++)
          into[at + channel]! += share * (colour[channel]! - into[at + channel]!);
      }
  }
}
