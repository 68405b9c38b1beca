import { covariance, meanOfPoints } from './covariance.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Mean and covariance of points. */
export interface Moments {
  readonly mean: Float64Array;
  /** [d, d], row-major, divided by the number of points less one. */
  readonly covariance: Float64Array;
}

/** The moments of points, `dimensions` numbers a point, row-major. */
export function momentsOf(points: ArrayLike<number>, dimensions: number): Moments {
  const count = points.length / dimensions;
  const scale = count / Math.max(1, count - 1);
  return {
    mean: meanOfPoints(points, dimensions),
    covariance: covariance(points, dimensions).map((x) => x * scale),
  };
}

/**
 * The squared Fréchet distance of two Gaussians (Dowson & Landau 1982):
 * ‖μ₁ − μ₂‖² + tr(C₁ + C₂ − 2 (C₁^½ C₂ C₁^½)^½). The inner matrix is symmetric and has no negative eigenvalue, so its root
 * needs no complex numbers.
 */
export function frechetDistance(a: Moments, b: Moments): number {
  const d = a.mean.length;
  const root = squareRoot(a.covariance, d);
  const inner = product(product(root, b.covariance, d), root, d);
  const symmetric = inner.map((x, at) => (x + inner[(at % d) * d + Math.floor(at / d)]!) / 2);
  const { values } = symmetricEigen(symmetric, d);
  let distance = 0;
  for (let i = 0; i < d; i++) {
    distance += (a.mean[i]! - b.mean[i]!) ** 2;
    distance += a.covariance[i * d + i]! + b.covariance[i * d + i]!;
    distance -= 2 * Math.sqrt(Math.max(0, values[i]!));
  }
  return Math.max(0, distance);
}

/** The symmetric root of a symmetric matrix without negative eigenvalues: Vᵀ √λ V. */
export function squareRoot(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  const result = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const root = Math.sqrt(Math.max(0, values[k]!));
    for (let i = 0; i < n; i++) {
      const share = root * vectors[k * n + i]!;
      for (let j = 0; j < n; j++) result[i * n + j]! += share * vectors[k * n + j]!;
    }
  }
  return result;
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]!;
      for (let j = 0; j < n; j++) result[i * n + j]! += x * b[k * n + j]!;
    }
  return result;
}
