import type { PointCloud } from '../../../nodes/point-clouds.ts';
import { POINT_SHAPES, pointShape } from '../../../nodes/point-shapes.ts';
import type { Dataset, DatasetKind, Split } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { randomWords } from '../random-words.ts';

/** Examples of one split, row-major. */
interface Rows {
  readonly points: Float32Array; // [n, 2]
  readonly label: Int32Array; // [n]
  readonly logDensity: Float32Array; // [n]
}

/**
 * Points in the plane, drawn from a shape: `points` [2] float32, `label` [] int32 (its mode) and `logDensity` [] float32, the
 * true log p(x) in nats. The same dials give the same points on every machine.
 *
 * Dials: `shape`, `modes` (0: the usual number), `spread`, `size`, `drawn` (x and y in turn), `examples` and `heldOut` (how
 * many), `seed`.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const reader = new DialReader('2-D points', dials);
  const shape = reader.choice('shape', POINT_SHAPES, 'ring');
  const modes = reader.count('modes', 0, 1000, 0, '');
  const spread = reader.number('spread', 1e-3, 10, 0.05);
  const size = reader.number('size', 0.1, 100, 2);
  const drawn = reader.list('drawn', -1000, 1000, []);
  const examples = reader.count('examples', 1, 1_000_000, 20_000, '');
  const heldOut = reader.count('heldOut', 1, 1_000_000, 4000, '');
  const seed = reader.count('seed', 0, 0x7fffffff, 1, '');
  reader.finish();

  const cloud = pointShape({ shape, modes, spread, size, drawn });
  const rows: Readonly<Record<Split, Rows>> = {
    training: draw(cloud, examples, randomWords(seed, 0)),
    'held-out': draw(cloud, heldOut, randomWords(seed, 1)),
  };
  return {
    name: `2-D points (${shape})`,
    ports: {
      points: { shape: [2], dtype: 'float32' },
      label: { shape: [], dtype: 'int32' },
      logDensity: { shape: [], dtype: 'float32' },
    },
    trainingExamples: examples,
    heldOutExamples: heldOut,
    batch: (split, indices) => gather(rows[split], split, indices),
  };
}

function draw(cloud: PointCloud, count: number, word: () => number): Rows {
  const points = new Float32Array(2 * count);
  const label = new Int32Array(count);
  const logDensity = new Float32Array(count);
  // 53 bits, as JavaScript's own numbers have.
  const random = () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
  for (let k = 0; k < count; k++) {
    const [x, y, mode] = cloud.draw(random);
    points.set([x, y], 2 * k);
    label[k] = mode;
    logDensity[k] = cloud.logDensity(x, y);
  }
  return { points, label, logDensity };
}

function gather(
  rows: Rows,
  split: Split,
  indices: ArrayLike<number>,
): Record<keyof Rows, Float32Array | Int32Array> {
  const points = new Float32Array(2 * indices.length); // [n, 2]
  const label = new Int32Array(indices.length); // [n]
  const logDensity = new Float32Array(indices.length); // [n]
  for (let k = 0; k < indices.length; k++) {
    const row = indices[k]!;
    if (!(row >= 0 && row < rows.label.length))
      throw new Error(
        `2-D points: there is no ${split} example ${row}; they are numbered 0 to ${rows.label.length - 1}.`,
      );
    points.set(rows.points.subarray(2 * row, 2 * row + 2), 2 * k);
    label[k] = rows.label[row]!;
    logDensity[k] = rows.logDensity[row]!;
  }
  return { points, label, logDensity };
}

export default { kind: 'points-2d', open } satisfies DatasetKind;
