import { inverseNormal } from './inverse-normal.ts';

/**
 * Unit vectors that cover all directions evenly, the same ones always: in the plane at equal angles over half a turn; in space
 * the normal quantiles of a Kronecker sequence (Roberts 2018, "The unreasonable effectiveness of quasirandom sequences").
 */
export function directions(count: number, dimensions: number): number[][] {
  const each = (make: (i: number) => number[]) => Array.from({ length: count }, (_, i) => make(i));
  if (dimensions === 1) return [[1]];
  if (dimensions === 2)
    return each((i) => {
      const angle = (Math.PI * (i + 0.5)) / count;
      return [Math.cos(angle), Math.sin(angle)];
    });
  const root = goldenRoot(dimensions);
  return each((i) => {
    const vector = Array.from({ length: dimensions }, (_, k) =>
      inverseNormal((0.5 + (i + 1) / root ** (k + 1)) % 1 || 0.5),
    );
    const length = Math.hypot(...vector) || 1;
    return vector.map((x) => x / length);
  });
}

/** The positive root of x^(d + 1) = x + 1. */
function goldenRoot(dimensions: number): number {
  let x = 2;
  for (let i = 0; i < 60; i++) x = (1 + x) ** (1 / (dimensions + 1));
  return x;
}
