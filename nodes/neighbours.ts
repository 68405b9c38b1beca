/** Points with `dimensions` numbers each, row-major. */
export interface Points {
  readonly data: ArrayLike<number>;
  readonly dimensions: number;
}

export const numberOf = ({ data, dimensions }: Points): number => data.length / dimensions;

/** The squared distance of every point of `a` to every point of `b`: [|a|, |b|], row-major. */
export function squaredDistances(a: Points, b: Points): Float64Array {
  const { dimensions } = a;
  const [rows, columns] = [numberOf(a), numberOf(b)];
  // As |x|² + |y|² − 2 x·y, which is four times as fast as the differences; what cancels is put back to 0.
  const [first, second] = [squaredLengths(a), squaredLengths(b)];
  const distances = new Float64Array(rows * columns);
  const [x, y] = [Float64Array.from(a.data), Float64Array.from(b.data)];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let dot = 0;
      for (let k = 0; k < dimensions; k++) dot += x[i * dimensions + k]! * y[j * dimensions + k]!;
      distances[i * columns + j] = Math.max(0, first[i]! + second[j]! - 2 * dot);
    }
  return distances;
}

function squaredLengths({ data, dimensions }: Points): Float64Array {
  const lengths = new Float64Array(data.length / dimensions);
  for (let i = 0; i < data.length; i++) lengths[Math.floor(i / dimensions)]! += data[i]! ** 2;
  return lengths;
}

/**
 * For each point of a set, the squared distance to its `k`-th nearest neighbour in the set, itself left out.
 * @param distances of the set to itself, as `squaredDistances` gives them
 */
export function neighbourRadii(distances: Float64Array, count: number, k: number): Float64Array {
  const radii = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = distances.slice(i * count, (i + 1) * count);
    row[i] = Infinity;
    radii[i] = row.sort()[k - 1]!;
  }
  return radii;
}

/** The distance of each point to the nearest one of the others; where both sets are the same, to the nearest one but itself. */
export function nearestDistances(points: Points, others: Points): Float64Array {
  const { dimensions } = points;
  const [rows, columns] = [numberOf(points), numberOf(others)];
  const nearest = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let least = Infinity;
    for (let j = 0; j < columns; j++) {
      if (points === others && i === j) continue;
      let square = 0;
      for (let k = 0; k < dimensions && square < least; k++)
        square += (points.data[i * dimensions + k]! - others.data[j * dimensions + k]!) ** 2;
      if (square < least) least = square;
    }
    nearest[i] = Math.sqrt(least);
  }
  return nearest;
}

/**
 * How much of the fake lies among the real (precision, density) and how much of the real among the fake (recall, coverage), by balls
 * that reach to the k-th neighbour: Kynkäänniemi et al. 2019; Naeem et al. 2020.
 */
export function manifoldNumbers(
  real: Points,
  fake: Points,
  k: number,
): Record<'precision' | 'recall' | 'density' | 'coverage', number> {
  const [n, m] = [numberOf(real), numberOf(fake)];
  const radiusOfReal = neighbourRadii(squaredDistances(real, real), n, k);
  const radiusOfFake = neighbourRadii(squaredDistances(fake, fake), m, k);
  const between = squaredDistances(real, fake); // [n, m]
  let [precise, recalled, within, covered] = [0, 0, 0, 0];
  for (let j = 0; j < m; j++) {
    let balls = 0;
    for (let i = 0; i < n; i++) if (between[i * m + j]! <= radiusOfReal[i]!) balls++;
    if (balls > 0) precise++;
    within += balls;
  }
  for (let i = 0; i < n; i++) {
    const row = between.subarray(i * m, (i + 1) * m);
    if (row.some((distance, j) => distance <= radiusOfFake[j]!)) recalled++;
    if (row.some((distance) => distance <= radiusOfReal[i]!)) covered++;
  }
  return { precision: precise / m, recall: recalled / n, density: within / (k * m), coverage: covered / n };
}
