/** The mean of points, `dimensions` numbers a point, row-major. */
export function meanOfPoints(points: ArrayLike<number>, dimensions: number): Float64Array {
  const count = points.length / dimensions;
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < points.length; i++) mean[i % dimensions]! += points[i]! / count;
  return mean;
}

/** The covariance of points about their mean (divided by their number): [dimensions, dimensions], row-major. */
export function covariance(points: ArrayLike<number>, dimensions: number): Float64Array {
  const count = points.length / dimensions;
  const mean = meanOfPoints(points, dimensions);
  const result = new Float64Array(dimensions * dimensions);
  const centred = new Float64Array(dimensions);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < dimensions; i++) centred[i] = points[row * dimensions + i]! - mean[i]!;
    for (let i = 0; i < dimensions; i++) {
      const share = centred[i]! / count;
      for (let j = 0; j < dimensions; j++) result[i * dimensions + j]! += share * centred[j]!;
    }
  }
  return result;
}
