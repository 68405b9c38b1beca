import { describe, expect, test } from 'vitest';
import { randomWords } from '../../../main/datasets/random-words.ts';
import { directions } from '../../../nodes/directions.ts';
import { pointShape } from '../../../nodes/point-shapes.ts';
import { buildOnBoard, float, int, lookOnBoard, typed, type Dials } from '../build-on-board.ts';

/** N(0, I) in the plane, or around elsewhere. */
function gaussian(count: number, seed: number, [x, y] = [0, 0], deviation = 1) {
  const word = randomWords(seed);
  const cloud = pointShape({ shape: 'drawn', drawn: [0, 0], modes: 0, size: 1, spread: 1 });
  const data = Array.from({ length: count }, () => {
    const [a, b] = cloud.draw(() => word() / 2 ** 32);
    return [x! + deviation * a, y! + deviation * b];
  });
  return float([count, 2], data.flat());
}

/** The ring of eight, its labels beside it. */
function ring(count: number, seed: number, modes: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7]) {
  const word = randomWords(seed);
  const cloud = pointShape({ shape: 'ring', modes: 0, size: 2, spread: 0.05, drawn: [] });
  const data: number[] = [];
  const labels: number[] = [];
  while (labels.length < count) {
    const [x, y, mode] = cloud.draw(() => word() / 2 ** 32);
    if (!modes.includes(mode)) continue;
    data.push(x, y);
    labels.push(mode);
  }
  return { points: float([count, 2], data), label: int([count], labels) };
}

const numbers = async (kind: string, inputs: Parameters<typeof lookOnBoard>[1], dials: Dials = {}) =>
  (await lookOnBoard(kind, inputs, dials)).numbers! as Record<string, number>;

const far = (count: number) => float([count, 2], Array<number>(2 * count).fill(1e6));

describe('the sliced Wasserstein distance', () => {
  test('of a cloud to itself moved by v is |v|/√2, in the plane', async () => {
    const real = gaussian(500, 1);
    const generated = float(
      [500, 2],
      Array.from(real.data, (x, i) => x + [3, -4][i % 2]!),
    );
    expect((await numbers('sliced-wasserstein', { generated, real })).distance).toBeCloseTo(
      5 / Math.SQRT2,
      4,
    );
    expect((await numbers('sliced-wasserstein', { generated: real, real })).distance).toBe(0);
  });

  test('of a cloud to itself shrunk by s is (1 − s)·√(mean square of a coordinate)', async () => {
    const real = gaussian(4000, 2);
    const generated = float(
      [4000, 2],
      Array.from(real.data, (x) => x / 4),
    );
    const square = Array.from(real.data).reduce((sum, x) => sum + x ** 2, 0) / real.data.length;
    const { distance } = await numbers('sliced-wasserstein', { generated, real });
    expect(distance).toBeCloseTo(0.75 * Math.sqrt(square), 4);
  });

  test('along one axis is the distance of sorted numbers, and in space |v|/√3', async () => {
    const line = await numbers('sliced-wasserstein', {
      generated: float([3, 1], [5, 1, 3]),
      real: float([3, 1], [0, 4, 2]),
    });
    expect(line.distance).toBe(1);
    const real = float(
      [64, 3],
      Array.from({ length: 192 }, (_, i) => Math.sin(i * i)),
    );
    const generated = float(
      [64, 3],
      Array.from(real.data, (x, i) => x + [2, 1, -2][i % 3]!),
    );
    const space = await numbers('sliced-wasserstein', { generated, real }, { directions: 5000 });
    expect(space.distance).toBeCloseTo(3 / Math.sqrt(3), 1);
  });

  test('looks in all directions alike', () => {
    for (const dimensions of [2, 3, 10]) {
      const all = directions(3000, dimensions);
      for (const direction of all) expect(Math.hypot(...direction)).toBeCloseTo(1, 9);
      // The mean of ω ωᵀ over the sphere is I/d.
      for (let a = 0; a < dimensions; a++)
        for (let b = 0; b < dimensions; b++) {
          const moment = all.reduce((sum, direction) => sum + direction[a]! * direction[b]!, 0) / all.length;
          expect(Math.abs(moment - (a === b ? 1 / dimensions : 0))).toBeLessThan(0.01);
        }
    }
  });
});

describe('the maximum mean discrepancy', () => {
  test('of two Gaussians is the one that the integral gives', async () => {
    // For N(0, I) and N(m, I) in the plane with bandwidth h: 2·h²/(h² + 2)·(1 − exp(−|m|²/(2(h² + 2)))).
    const h = 1;
    const [generated, real] = [gaussian(2000, 3, [1.5, 0]), gaussian(2000, 4)];
    const expected = ((2 * h ** 2) / (h ** 2 + 2)) * (1 - Math.exp(-(1.5 ** 2) / (2 * (h ** 2 + 2))));
    const told = await numbers('mmd', { generated, real }, { bandwidth: h });
    expect(Math.abs(told['MMD squared']! - expected)).toBeLessThan(0.02);
  });

  test('of two draws from one distribution is about 0, by the median distance too', async () => {
    const told = await numbers('mmd', { generated: gaussian(1000, 5), real: gaussian(1000, 6) });
    expect(Math.abs(told['MMD squared']!)).toBeLessThan(0.003);
  });

  test('of points and far away ones is as large as it can be', async () => {
    const told = await numbers('mmd', {
      generated: far(10),
      real: float([10, 2], Array<number>(20).fill(0)),
    });
    expect(told['MMD squared']).toBeCloseTo(2, 6);
  });
});

describe('modes covered, and good samples', () => {
  const real = ring(4000, 1);
  const inputs = (generated: ReturnType<typeof float>) => ({
    generated,
    real: real.points,
    label: real.label,
  });

  test('of the data itself: all modes, and the 98.9 % within three deviations', async () => {
    const other = ring(4000, 2).points;
    expect(await numbers('modes-covered', inputs(other))).toEqual({ covered: 8, of: 8 });
    const { good, ...of } = await numbers('good-samples', inputs(other));
    // 1 − exp(−9/2) of a Gaussian in the plane.
    expect(good).toBeCloseTo(1 - Math.exp(-4.5), 2);
    expect(of['good of the data']).toBeCloseTo(1 - Math.exp(-4.5), 2);
  });

  test('of a generator that knows three modes', async () => {
    const three = ring(4000, 3, [0, 4, 5]).points;
    expect(await numbers('modes-covered', inputs(three))).toEqual({ covered: 3, of: 8 });
    expect((await numbers('good-samples', inputs(three))).good).toBeGreaterThan(0.98);
  });

  test('of a mode with too few samples to count', async () => {
    // Of 4,000 samples 20 are needed.
    for (const [few, covered] of [
      [19, 1],
      [20, 2],
    ] as const) {
      const data = Array.from({ length: 4000 }, (_, i) => (i < few ? [0, 2] : [2, 0]));
      expect((await numbers('modes-covered', inputs(float([4000, 2], data.flat())))).covered).toBe(covered);
    }
  });

  test('of one blob in the middle, and of what is no number', async () => {
    for (const blob of [
      gaussian(4000, 7, [0, 0], 0.1),
      far(4000),
      float([4000, 2], Array<number>(8000).fill(NaN)),
    ]) {
      expect((await numbers('modes-covered', inputs(blob))).covered).toBe(0);
      expect((await numbers('good-samples', inputs(blob))).good).toBe(0);
    }
  });

  test('without modes asks for a data point nearby', async () => {
    const moons = (seed: number) => {
      const word = randomWords(seed);
      const cloud = pointShape({ shape: 'moons', modes: 0, size: 2, spread: 0.05, drawn: [] });
      return Array.from({ length: 2000 }, () => cloud.draw(() => word() / 2 ** 32).slice(0, 2)).flat();
    };
    const data = float([2000, 2], moons(1));
    const half = moons(2).map((x, i) => (i < 2000 ? x : x + 10));
    const { good, ...of } = await numbers('good-samples', { generated: float([2000, 2], half), real: data });
    expect(Math.abs(good! - 0.5)).toBeLessThan(0.01);
    expect(of['good of the data']).toBeGreaterThan(0.99);
  });
});

describe('the divergence on a grid', () => {
  test('of a cloud to itself is 0, and of two that never meet log 2 by Jensen and Shannon', async () => {
    const real = gaussian(4000, 8);
    expect(await numbers('grid-divergence', { generated: real, real })).toEqual({ KL: 0, JS: 0 });
    // The half that each cell begins with keeps it a little below.
    const { JS } = await numbers('grid-divergence', { generated: far(4000), real }, { cells: 5 });
    expect(JS).toBeLessThan(Math.LN2);
    expect(JS).toBeGreaterThan(0.98 * Math.LN2);
  });

  test('of two coins is the one that the formula gives', async () => {
    const coin = (share: number) =>
      float(
        [10_000, 2],
        Array.from({ length: 10_000 }, (_, i) => (i < share * 10_000 ? [0, 0] : [1, 1])).flat(),
      );
    const { KL } = await numbers('grid-divergence', { generated: coin(0.25), real: coin(0.5) }, { cells: 2 });
    expect(KL).toBeCloseTo(0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25), 2);
  });

  test('wants points of the plane', () => {
    expect(() => buildOnBoard('grid-divergence', { generated: typed([4, 3]), real: typed([4, 3]) })).toThrow(
      /needs points \[B, 2\]; it was given \[4, 3\]/,
    );
  });
});

test.each(['sliced-wasserstein', 'mmd', 'grid-divergence', 'good-samples', 'modes-covered'])(
  '%s refuses clouds of different shapes',
  (kind) => {
    const inputs = { generated: typed([4, 3]), real: typed([4, 2]), label: typed([4]) };
    expect(() => buildOnBoard(kind, inputs)).toThrow(/need the same shape; they are \[4, 3\] and \[4, 2\]/);
  },
);
