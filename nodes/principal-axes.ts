import { covariance } from './covariance.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A direction in which points spread, of length 1, and the variance along it. */
export interface PrincipalAxis {
  readonly direction: Float64Array;
  readonly variance: number;
}

/**
 * The principal axes of points, the widest first (Pearson 1901): eigenvectors of their covariance. Each is turned so that
 * its largest coordinate is positive, so that pictures of them do not flip.
 * @param points row-major, `dimensions` numbers a point
 */
export function principalAxes(points: ArrayLike<number>, dimensions: number): PrincipalAxis[] {
  const { values, vectors } = symmetricEigen(covariance(points, dimensions), dimensions);
  return Array.from(values, (variance, i) => {
    const direction = vectors.subarray(i * dimensions, (i + 1) * dimensions);
    const largest = direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) + 1e-12 ? b : a), 0);
    return { variance, direction: direction.map((x) => (largest < 0 ? -x : x)) };
  }).sort((a, b) => b.variance - a.variance);
}
