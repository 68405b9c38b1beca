import { expect, test } from 'vitest';
import { inverseNormal } from '../../nodes/inverse-normal.ts';

test.each([
  // Quantiles to 17 digits: the two checks of Wichura 1988 (z = -0.6744897501960817, -3.090232306167814,
  // -9.262340089798408... at p = 0.25, 0.001, 1e-20), and tables.
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167814],
  [1e-20, -9.26234008979841],
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.9, 1.2815515655446004],
  [0.84134474606854293, 1],
])('the quantile of %d', (p, z) => {
  expect(inverseNormal(p)).toBeCloseTo(z, 13);
});

test('is odd about one half and rises', () => {
  let before = -Infinity;
  for (let i = 1; i < 1024; i++) {
    const z = inverseNormal(i / 1024);
    expect(z).toBeGreaterThan(before);
    expect(inverseNormal(1 - i / 1024)).toBe(-z || 0);
    before = z;
  }
});

test('undoes the normal distribution, integrated by Simpson’s rule', () => {
  const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  const distribution = (z: number) => {
    const n = 2000;
    const h = z / n;
    let sum = density(0) + density(z);
    for (let i = 1; i < n; i++) sum += (i % 2 === 0 ? 2 : 4) * density(i * h);
    return 0.5 + (sum * h) / 3;
  };
  for (let z = -4; z <= 4; z += 0.37) expect(inverseNormal(distribution(z))).toBeCloseTo(z, 8);
});

test('the ends and what lies beyond', () => {
  expect([0, 1, -0.1, 1.1, Number.NaN].map(inverseNormal)).toEqual([-Infinity, Infinity, NaN, NaN, NaN]);
});
