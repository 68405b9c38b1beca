import { checkerboard, curves, gaussians, pinwheel, type PointCloud } from './point-clouds.ts';
import { Problem } from './alphabet/problem.ts';

/** The shapes of `points-2d`, as distributions of points within about `size` of the origin. */

export const POINT_SHAPES = [
  'ring',
  'grid',
  'moons',
  'circles',
  'swiss roll',
  'spiral',
  'pinwheel',
  'checkerboard',
  'drawn',
] as const;

export interface PointDials {
  readonly shape: (typeof POINT_SHAPES)[number];
  /** Gaussians of ring and grid, arms of spiral and pinwheel; 0: the usual number. */
  readonly modes: number;
  /** Deviation of the noise on it, in units of the plane. */
  readonly spread: number;
  /** How far it reaches from the origin. */
  readonly size: number;
  /** Of a drawn shape: x and y of its points in turn. */
  readonly drawn: readonly number[];
}

/** How many modes a shape has where nobody says. */
const USUAL_MODES = { ring: 8, grid: 25, spiral: 2, pinwheel: 5 } as const;

/** @throws Problem where the dials cannot be met */
export function pointShape({ shape, modes: asked, spread, size, drawn }: PointDials): PointCloud {
  const modes = asked === 0 && shape in USUAL_MODES ? USUAL_MODES[shape as 'ring'] : asked;
  const each = <T>(make: (k: number) => T): T[] => Array.from({ length: modes }, (_, k) => make(k));
  switch (shape) {
    case 'ring':
      return gaussians(
        each((k) => polar(size, (2 * Math.PI * k) / modes)),
        spread,
      );
    case 'grid':
      return gaussians(gridOf(modes, size), spread);
    case 'moons': {
      // Two half circles that reach into each other, as in scikit-learn, about their common centre.
      const unit = size / 1.5;
      const upper = (u: number) => [Math.cos(Math.PI * u) - 0.5, Math.sin(Math.PI * u) - 0.25];
      const lower = (u: number) => [0.5 - Math.cos(Math.PI * u), 0.25 - Math.sin(Math.PI * u)];
      return curves(
        [upper, lower].map((moon) => (u) => moon(u).map((x) => unit * x) as [number, number]),
        spread,
      );
    }
    case 'circles':
      return curves(
        [0.5, 1].map((radius) => (u) => polar(size * radius, 2 * Math.PI * u)),
        spread,
      );
    case 'swiss roll':
      // From one and a half turns to four and a half; the root makes it about equally dense all along.
      return curves([(u) => winding(1.5 * Math.PI, 4.5 * Math.PI, u, size, 0)], spread);
    case 'spiral':
      return curves(
        each((k) => (u) => winding(0.5 * Math.PI, 3 * Math.PI, u, size, (2 * Math.PI * k) / modes)),
        spread,
      );
    case 'pinwheel':
      return pinwheel(modes, size, spread);
    case 'checkerboard':
      return checkerboard(size, spread);
    case 'drawn':
      return gaussians(pairsOf(drawn), spread, 1);
  }
}

const polar = (radius: number, angle: number): [number, number] => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
];

/** A spiral whose radius grows with its angle, out to `size`. */
function winding(from: number, to: number, u: number, size: number, turned: number): [number, number] {
  const angle = Math.sqrt(from ** 2 + (to ** 2 - from ** 2) * u);
  return polar((size * angle) / to, angle + turned);
}

function gridOf(modes: number, size: number): [number, number][] {
  const side = Math.round(Math.sqrt(modes));
  if (side ** 2 !== modes)
    throw new Problem(
      `A grid has as many rows as columns, so its modes are a square number such as 9, 16 or 25; it is ${modes}. Change 'modes', or choose the ring.`,
      `격자는 행과 열의 수가 같으므로 모드 수가 9, 16, 25 같은 제곱수여야 하는데 ${modes}입니다. 'modes'를 바꾸거나 고리를 고르세요.`,
    );
  const place = (k: number) => (side === 1 ? 0 : size * ((2 * k) / (side - 1) - 1));
  return Array.from({ length: modes }, (_, k) => [place(k % side), place(Math.floor(k / side))]);
}

function pairsOf(drawn: readonly number[]): [number, number][] {
  if (drawn.length === 0 || drawn.length % 2 !== 0)
    throw new Problem(
      `A drawn shape needs x and y of at least one point; 'drawn' has ${drawn.length} numbers. Draw something, or choose another shape.`,
      `손으로 그린 모양에는 점 하나 이상의 x와 y가 필요한데 'drawn'에 수가 ${drawn.length}개입니다. 무언가를 그리거나 다른 모양을 고르세요.`,
    );
  return Array.from({ length: drawn.length / 2 }, (_, k) => [drawn[2 * k]!, drawn[2 * k + 1]!]);
}
