import type { Tensor } from '../alphabet/operation.ts';
import type { PadAttributes } from '../alphabet/operations/shape-operations.ts';
import {
  addDimensions,
  isKnown,
  sameDimension,
  subtractDimensions,
  type Dimension,
} from '../alphabet/shape.ts';
import type { Trace } from './trace.ts';

/** A tensor that is zero but for a stretch along one axis. */
interface Piece {
  readonly padded: Tensor;
  /** What stands in the stretch. */
  readonly inner: Tensor;
  readonly axis: number;
  readonly begin: Dimension;
  readonly end: Dimension;
}

/**
 * The sum of tensors of one shape. Neighbouring pieces, as the gradients of slices are, become one concat: T slices of a
 * sequence would otherwise be T paddings of its whole size and as many sums of such.
 */
export function sumOf(trace: Trace, parts: readonly Tensor[]): Tensor {
  if (parts.length === 1) return parts[0]!;
  const pieces: Piece[] = [];
  const others: Tensor[] = [];
  for (const part of parts) {
    const piece = pieceOf(trace, part);
    if (piece) pieces.push(piece);
    else others.push(part);
  }
  const joined = rowsOf(pieces).map((row) => join(trace, row));
  return [...others, ...joined].reduce((a, b) => trace.ops.add(a, b));
}

function pieceOf(trace: Trace, padded: Tensor): Piece | null {
  const maker = trace.maker(padded);
  if (maker?.kind !== 'pad') return null;
  const { paddings, value = 0 } = maker.attributes as PadAttributes;
  const axes = paddings.flatMap((sides, axis) => (sides.every((size) => size === 0) ? [] : [axis]));
  const [axis] = axes;
  if (value !== 0 || axis === undefined || axes.length > 1) return null;
  const inner = trace.tensor(maker.inputs[0]!);
  const [begin] = paddings[axis]!;
  return { padded, inner, axis, begin, end: addDimensions(begin, inner.shape[axis]!) };
}

/** Pieces in rows: each begins where the one before it ends. What overlaps comes into rows of its own. */
function rowsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => orderOf(a.begin) - orderOf(b.begin))) {
    const row = rows.find((each) => {
      const { axis, end } = each.at(-1)!;
      return axis === piece.axis && sameDimension(end, piece.begin);
    });
    if (row) row.push(piece);
    else rows.push([piece]);
  }
  return rows;
}

/** Along one axis all places but 0 are numbers, or all are multiples of B. */
const orderOf = (dimension: Dimension): number => (isKnown(dimension) ? dimension : dimension.batches);

function join({ ops }: Trace, row: readonly Piece[]): Tensor {
  const [first, last] = [row[0]!, row.at(-1)!];
  if (first === last) return first.padded;
  const { axis, padded } = first;
  const whole = ops.concat(
    row.map(({ inner }) => inner),
    { axis },
  );
  const sides = [first.begin, subtractDimensions(padded.shape[axis]!, last.end)] as const;
  if (sides.every((size) => size === 0)) return whole;
  return ops.pad(whole, { paddings: padded.shape.map((_, i) => (i === axis ? sides : [0, 0])) });
}
