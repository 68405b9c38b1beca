import { Problem } from './problem.ts';

/** A multiple of the batch size B that is not known yet: `{ batches: 10 }` is 10·B. */
export interface BatchMultiple {
  readonly batches: number;
}

/** A dimension is a number, or k·B. Programs that run hold numbers only; wires and exports keep B. */
export type Dimension = number | BatchMultiple;
export type Shape = readonly Dimension[];
export type DType = 'float32' | 'int32' | 'bool';

export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** The batch size B itself. */
export const BATCH: BatchMultiple = { batches: 1 };

export const isKnown = (dimension: Dimension): dimension is number => typeof dimension === 'number';

export const sameDimension = (a: Dimension, b: Dimension): boolean =>
  isKnown(a) ? a === b : !isKnown(b) && a.batches === b.batches;

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dimension, axis) => sameDimension(dimension, b[axis]!));

/** a·b. B·B is no dimension of this language and is refused. */
export function multiplyDimensions(a: Dimension, b: Dimension): Dimension {
  if (isKnown(a)) return isKnown(b) ? a * b : a === 0 ? 0 : { batches: a * b.batches };
  if (isKnown(b)) return multiplyDimensions(b, a);
  throw new Problem(
    'A dimension would be B·B, the batch size times itself; only numbers and multiples of B can be dimensions.',
    '차원이 B·B(배치 크기의 제곱)가 됩니다. 차원은 수이거나 B의 배수여야 합니다.',
  );
}

/** a / b where it comes out even, else `null`. */
export function divideDimensions(a: Dimension, b: Dimension): Dimension | null {
  if (isKnown(b)) {
    if (b === 0) return null;
    if (isKnown(a)) return a % b === 0 ? a / b : null;
    return a.batches % b === 0 ? { batches: a.batches / b } : null;
  }
  return !isKnown(a) && a.batches % b.batches === 0 ? a.batches / b.batches : null;
}

/** a + b; numbers and multiples of B do not mix. */
export function addDimensions(a: Dimension, b: Dimension): Dimension {
  if (isKnown(a) && isKnown(b)) return a + b;
  if (!isKnown(a) && !isKnown(b)) return { batches: a.batches + b.batches };
  if (a === 0) return b;
  if (b === 0) return a;
  const sum = `${formatDimension(a)} + ${formatDimension(b)}`.replace('+ -', '− ');
  throw new Problem(
    `A dimension would be ${sum}; only numbers and multiples of B can be dimensions.`,
    `차원이 ${sum}이(가) 됩니다. 차원은 수이거나 B의 배수여야 합니다.`,
  );
}

/** a − b; numbers and multiples of B do not mix. */
export const subtractDimensions = (a: Dimension, b: Dimension): Dimension =>
  sameDimension(a, b) ? 0 : addDimensions(a, multiplyDimensions(-1, b));

/** The number of elements of a tensor of this shape. */
export const sizeOf = (shape: Shape): Dimension => shape.reduce<Dimension>(multiplyDimensions, 1);

/** The number of elements where the shape is known; a sentence where it is not. */
export function knownSize(shape: Shape): number {
  const size = sizeOf(shape);
  if (isKnown(size)) return size;
  throw new Problem(
    `The number of elements of ${formatShape(shape)} depends on the batch size, which is not known here.`,
    `${formatShape(shape)}의 원소 수는 배치 크기에 따라 달라지는데, 여기서는 배치 크기를 알 수 없습니다.`,
  );
}

/** The shape in plain numbers; a sentence where it still holds B. */
export function knownShape(shape: Shape): readonly number[] {
  if (shape.every(isKnown)) return shape;
  throw new Problem(
    `The shape ${formatShape(shape)} still holds the batch size B, and numbers are needed here.`,
    `모양 ${formatShape(shape)}에 배치 크기 B가 남아 있는데, 여기서는 수가 필요합니다.`,
  );
}

/** Puts a number in the place of B. */
export const bindBatch = (shape: Shape, batch: number): readonly number[] =>
  shape.map((dimension) => (isKnown(dimension) ? dimension : dimension.batches * batch));

export const formatDimension = (dimension: Dimension): string =>
  isKnown(dimension) ? String(dimension) : dimension.batches === 1 ? 'B' : `${dimension.batches}·B`;

/** `[B, 28, 28, 1]` */
export const formatShape = (shape: Shape): string => `[${shape.map(formatDimension).join(', ')}]`;

/** NumPy's broadcasting: aligned at the last axis, equal or one of them 1. `null` where they do not fit. */
export function broadcastShapes(a: Shape, b: Shape): Shape | null {
  const rank = Math.max(a.length, b.length);
  const result: Dimension[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (sameDimension(left, right) || right === 1) result.push(left);
    else if (left === 1) result.push(right);
    else return null;
  }
  return result;
}

/** Counts a negative axis from the end; a sentence where the axis is not there. */
export function resolveAxis(axis: number, rank: number): number {
  const resolved = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(resolved) && resolved >= 0 && resolved < rank) return resolved;
  throw new Problem(
    `Axis ${axis} was asked for, but the tensor has ${rank} axes (0 to ${rank - 1}, or -${rank} to -1 from the end).`,
    `축 ${axis}이(가) 지정되었지만 텐서의 축은 ${rank}개입니다(0부터 ${rank - 1}까지, 뒤에서부터는 -${rank}부터 -1까지).`,
  );
}

/** Resolved axes in ascending order, each once; no axes mean all of them. */
export const resolveAxes = (axes: readonly number[] | undefined, rank: number): readonly number[] =>
  axes === undefined
    ? Array.from({ length: rank }, (_, axis) => axis)
    : [...new Set(axes.map((axis) => resolveAxis(axis, rank)))].sort((a, b) => a - b);
