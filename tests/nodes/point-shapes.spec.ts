import { describe, expect, test } from 'vitest';
import { randomWords } from '../../main/datasets/random-words.ts';
import { POINT_SHAPES, pointShape, type PointDials } from '../../nodes/point-shapes.ts';

const dials = (shape: PointDials['shape'], others: Partial<PointDials> = {}): PointDials => ({
  shape,
  modes: 0,
  spread: 0.15,
  size: 2,
  drawn: [-1, -1, 0, 1, 1.5, 0.5],
  ...others,
});

function unit(seed: number): () => number {
  const word = randomWords(seed);
  return () => word() / 2 ** 32;
}

/** The sum of f over the middles of cells that cover the plane around the origin, times their area. */
function integral(f: (x: number, y: number) => number, reach: number, step: number): number {
  let sum = 0;
  for (let x = -reach + step / 2; x < reach; x += step)
    for (let y = -reach + step / 2; y < reach; y += step) sum += f(x, y);
  return sum * step ** 2;
}

describe.each(POINT_SHAPES)('the shape %s', (shape) => {
  const cloud = pointShape(dials(shape));

  test('has a density that integrates to 1', () => {
    expect(integral((x, y) => Math.exp(cloud.logDensity(x, y)), 5, 0.1)).toBeCloseTo(1, 3);
  });

  test('draws points as its density has them', () => {
    // The mean of -log p over draws is the entropy, which the density gives too; so is the share of each cell.
    const surprise = (x: number, y: number) => {
      const log = cloud.logDensity(x, y);
      return log === -Infinity ? 0 : -log * Math.exp(log);
    };
    const entropy = integral(surprise, 5, 0.1);
    const random = unit(1);
    const count = 20_000;
    const cells = new Map<string, number>();
    let mean = 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = cloud.draw(random);
      mean -= cloud.logDensity(x, y) / count;
      const cell = `${Math.floor(x)} ${Math.floor(y)}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1 / count);
    }
    expect(mean).toBeCloseTo(entropy, 1);
    for (let x = -3; x < 3; x++)
      for (let y = -3; y < 3; y++) {
        const share = integral((a, b) => Math.exp(cloud.logDensity(x + 0.5 + a, y + 0.5 + b)), 0.5, 0.1);
        // Four deviations of a share that is drawn 20,000 times.
        expect(Math.abs((cells.get(`${x} ${y}`) ?? 0) - share)).toBeLessThan(
          4 * Math.sqrt(share / count) + 1e-3,
        );
      }
  });

  test('visits each of its modes equally often', () => {
    const counts = Array<number>(cloud.modes).fill(0);
    const random = unit(2);
    for (let i = 0; i < 500 * cloud.modes; i++) counts[cloud.draw(random)[2]]!++;
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(110);
  });
});

test('a ring has its Gaussians where the course draws them', () => {
  const ring = pointShape(dials('ring', { spread: 0.05 }));
  expect(ring.modes).toBe(8);
  // One of eight Gaussians of deviation 0.05, the others too far away to count.
  const peak = -Math.log(8) - Math.log(2 * Math.PI * 0.05 ** 2);
  for (const angle of [0, Math.PI / 4, Math.PI])
    expect(ring.logDensity(2 * Math.cos(angle), 2 * Math.sin(angle))).toBeCloseTo(peak, 9);
  expect(ring.logDensity(0, 0)).toBeLessThan(-700);
});

test('the number of modes is what was asked for', () => {
  for (const shape of ['ring', 'spiral', 'pinwheel'] as const)
    expect(pointShape(dials(shape, { modes: 3 })).modes).toBe(3);
  expect(pointShape(dials('grid', { modes: 9 })).modes).toBe(9);
  expect(pointShape(dials('grid')).modes).toBe(25);
  expect(pointShape(dials('drawn')).modes).toBe(1);
});

test('what cannot be drawn is a sentence', () => {
  expect(() => pointShape(dials('grid', { modes: 7 }))).toThrow(/square number such as 9, 16 or 25; it is 7/);
  expect(() => pointShape(dials('drawn', { drawn: [] }))).toThrow(/'drawn' has 0 numbers/);
  expect(() => pointShape(dials('drawn', { drawn: [1, 2, 3] }))).toThrow(/'drawn' has 3 numbers/);
});
