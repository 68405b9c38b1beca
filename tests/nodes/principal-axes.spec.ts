import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { principalAxes } from '../../nodes/principal-axes.ts';

/** Rotations of the plane of two axes. */
function turned(point: readonly number[], i: number, j: number, angle: number): number[] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return point.map((x, k) => (k === i ? c * x - s * point[j]! : k === j ? s * point[i]! + c * x : x));
}

/** The corners of a box with these half-widths: the covariance is exactly diagonal with their squares. */
function box(widths: readonly number[]): number[][] {
  return widths.reduce<number[][]>(
    (corners, width) =>
      corners.flatMap((corner) => [
        [...corner, -width],
        [...corner, width],
      ]),
    [[]],
  );
}

describe('principal axes', () => {
  test('of a turned and moved box are its edges, by their widths', () => {
    const turn = (point: readonly number[]) => turned(turned(point, 0, 1, 0.7), 1, 2, -1.1);
    const points = box([1, 3, 2]).map((corner) => turn(corner).map((x, i) => x + 10 * (i + 1)));
    const axes = principalAxes(points.flat(), 3);
    expect(axes.map(({ variance }) => variance)).toEqual(
      [9, 4, 1].map((v) => expect.closeTo(v, 10) as number),
    );
    [1, 2, 0].forEach((edge, i) => {
      const expected = turn([0, 1, 2].map((k) => Number(k === edge)));
      const cosine = expected.reduce((sum, x, k) => sum + x * axes[i]!.direction[k]!, 0);
      expect(Math.abs(cosine)).toBeCloseTo(1, 10);
    });
  });

  test('are orthonormal, keep the total variance, and have a fixed sign', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }).chain((d) =>
          fc.tuple(
            fc.constant(d),
            fc.array(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: d, maxLength: d }), {
              minLength: 1,
              maxLength: 12,
            }),
          ),
        ),
        ([d, points]) => {
          const axes = principalAxes(points.flat(), d);
          const total = Array.from({ length: d }, (_, i) => {
            const mean = points.reduce((sum, point) => sum + point[i]! / points.length, 0);
            return points.reduce((sum, point) => sum + (point[i]! - mean) ** 2 / points.length, 0);
          }).reduce((a, b) => a + b);
          expect(axes.reduce((sum, { variance }) => sum + variance, 0)).toBeCloseTo(total, 8);
          for (let i = 0; i < d; i++)
            for (let j = 0; j < d; j++) {
              const dot = axes[i]!.direction.reduce((sum, x, k) => sum + x * axes[j]!.direction[k]!, 0);
              expect(dot).toBeCloseTo(Number(i === j), 9);
            }
          for (const { direction } of axes) {
            const largest = Math.max(...direction.map(Math.abs));
            expect(Math.max(...direction)).toBeGreaterThan(largest - 1e-9);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
