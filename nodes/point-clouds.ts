/** Distributions in the plane that can be drawn from and whose density is known. */
export interface PointCloud {
  /** How many modes, arms or pieces it has. */
  readonly modes: number;
  /** A point and the mode that it is of. @param random U[0, 1) */
  readonly draw: (random: () => number) => readonly [x: number, y: number, mode: number];
  /** log p(x, y) in nats. */
  readonly logDensity: (x: number, y: number) => number;
}

type Point = readonly [x: number, y: number];

/**
 * Gaussians of one deviation, all equally likely.
 * @param modes how many modes they count as; each is one of its own unless told
 */
export function gaussians(centres: readonly Point[], deviation: number, modes = centres.length): PointCloud {
  return {
    modes,
    draw(random) {
      const k = below(random, centres.length);
      const [x, y] = centres[k]!;
      const [a, b] = normalPair(random);
      return [x + deviation * a, y + deviation * b, modes === centres.length ? k : 0];
    },
    logDensity: (x, y) => logMeanExp(centres.map((centre) => logNormal(x, y, centre, deviation))),
  };
}

/**
 * Curves with Gaussian noise, all equally likely, each given by the place at u in [0, 1], u being uniform. The density is the
 * mean over u, by the midpoint rule with half a deviation between places.
 */
export function curves(all: readonly ((u: number) => Point)[], deviation: number): PointCloud {
  const places = all.map((curve) => placesOn(curve, deviation / 2));
  return {
    modes: all.length,
    draw(random) {
      const k = below(random, all.length);
      const [x, y] = all[k]!(random());
      const [a, b] = normalPair(random);
      return [x + deviation * a, y + deviation * b, k];
    },
    logDensity: (x, y) =>
      logMeanExp(places.map((along) => logMeanExp(along.map((place) => logNormal(x, y, place, deviation))))),
  };
}

/** The middles of equal steps in u, so many that neighbours are no further apart than `step`. */
function placesOn(curve: (u: number) => Point, step: number): Point[] {
  const at = (count: number) => Array.from({ length: count }, (_, i) => curve((i + 0.5) / count));
  const coarse = at(512);
  const furthest = Math.max(
    ...coarse.slice(1).map(([x, y], i) => Math.hypot(x - coarse[i]![0], y - coarse[i]![1])),
  );
  return at(Math.min(16_384, Math.ceil((512 * furthest) / step)));
}

/** How far the arms of a pinwheel reach about their middle, and how much they are swirled. */
const ARM = { middle: 0.55, length: 0.17, swirl: 0.4 };

/**
 * Arms about the origin, each a Gaussian turned the more the further out it is (after Johnson et al. 2016). Turning by the
 * radius keeps areas, so the density is that of the Gaussians.
 */
export function pinwheel(arms: number, size: number, spread: number): PointCloud {
  const turn = (x: number, y: number, angle: number): Point => [
    Math.cos(angle) * x - Math.sin(angle) * y,
    Math.sin(angle) * x + Math.cos(angle) * y,
  ];
  const swirl = (x: number, y: number) => ARM.swirl * Math.exp(Math.hypot(x, y) / (size * ARM.middle));
  const [middle, along] = [size * ARM.middle, size * ARM.length];
  return {
    modes: arms,
    draw(random) {
      const k = below(random, arms);
      const [a, b] = normalPair(random);
      const [x, y] = [middle + along * a, spread * b];
      return [...turn(x, y, (2 * Math.PI * k) / arms + swirl(x, y)), k];
    },
    logDensity: (x, y) =>
      logMeanExp(
        Array.from({ length: arms }, (_, k) => {
          const [a, b] = turn(x, y, -(2 * Math.PI * k) / arms - swirl(x, y));
          return logNormal1(a - middle, along) + logNormal1(b, spread);
        }),
      ),
  };
}

/** The eight dark squares of a board of four by four, their edges blurred by Gaussian noise. */
export function checkerboard(size: number, deviation: number): PointCloud {
  const side = size / 2;
  const corners = [0, 1, 2, 3].flatMap((row) =>
    [0, 1].map((k): Point => [side * (2 * k + (row % 2)) - size, side * row - size]),
  );
  const within = (x: number) => cumulative(x / deviation) - cumulative((x - side) / deviation);
  return {
    modes: corners.length,
    draw(random) {
      const k = below(random, corners.length);
      const [x, y] = corners[k]!;
      const [a, b] = normalPair(random);
      return [x + side * random() + deviation * a, y + side * random() + deviation * b, k];
    },
    logDensity: (x, y) => {
      const sum = corners.reduce((all, corner) => all + within(x - corner[0]) * within(y - corner[1]), 0);
      return Math.log(sum / (corners.length * side ** 2));
    },
  };
}

const below = (random: () => number, count: number): number => Math.floor(random() * count);

/** Two independent draws from N(0, 1) (Box & Muller 1958). */
function normalPair(random: () => number): Point {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

const logNormal1 = (x: number, deviation: number): number =>
  -0.5 * (x / deviation) ** 2 - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI);

const logNormal = (x: number, y: number, centre: Point, deviation: number): number =>
  logNormal1(x - centre[0], deviation) + logNormal1(y - centre[1], deviation);

function logMeanExp(logs: readonly number[]): number {
  let most = -Infinity;
  for (const log of logs) if (log > most) most = log;
  if (most === -Infinity) return most;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return most + Math.log(sum / logs.length);
}

/** Φ(x). */
function cumulative(x: number): number {
  const half = 0.5 * complementaryError(Math.abs(x) / Math.SQRT2);
  return x < 0 ? half : 1 - half;
}

/** erfc(z) for z ≥ 0, relative error below 1.2e-7 (Numerical Recipes 3, section 6.2.2). */
function complementaryError(z: number): number {
  const t = 1 / (1 + z / 2);
  const series = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
    1.00002368,
  ];
  const polynomial = series.reduce((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(-z * z - 1.26551223 + t * polynomial);
}
