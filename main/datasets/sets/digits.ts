import path from 'node:path';
import { projectRoot } from '../../projects/root.ts';
import type { Dataset, DatasetKind, Split } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { floatRows } from '../float-rows.ts';
import { readLabelledImages } from '../labelled-images.ts';

const SIDE = 28;
const CLASSES = 10;

/** The split is fixed: the last fifth is held out, whatever the dials say, so no dial ever lets a model see it. */
const HELD_OUT_SHARE = 1 / 5;

/** The 10,000 digits that ship with Genloom; 8,000 of them are for training and 2,000 held out. See files/ORIGIN.md. */
function shippedFiles(): { images: string; labels: string } {
  const folder = path.join(projectRoot(), 'main', 'datasets', 'files');
  return {
    images: path.join(folder, 'digits-images.idx3-ubyte.gz'),
    labels: path.join(folder, 'digits-labels.idx1-ubyte.gz'),
  };
}

/**
 * Handwritten digits, 28 x 28: `image` [28, 28, 1] float32 and `label` [] int32 (0 to 9).
 *
 * Dials: `values` 'grey' | 'binary' (ink above one half is 1, the rest 0), `range` '0..1' | '-1..1', `classes` (the digits that
 * are kept; all), `examples` (how many training examples at most; all 8,000), `heldOut` (how many held-out ones at most;
 * all 2,000), `looks` 'held-out' | 'training' (which examples the held-out split then stands for), `file` { images, labels }: IDX files of the user's own in the form of MNIST's, whose last fifth is held out.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const reader = new DialReader('Digits', dials);
  const values = reader.choice('values', ['grey', 'binary'], 'grey');
  const range = reader.choice('range', ['0..1', '-1..1'], '0..1');
  const classes = reader.numbers('classes', 0, CLASSES - 1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const own = reader.texts('file', ['images', 'labels']);
  const files = own ?? shippedFiles();
  const source = readLabelledImages(files.images, files.labels, SIDE, CLASSES);

  const count = source.labels.length;
  if (count < 5)
    throw new Error(
      `${files.images}: it has ${count} examples; at least 5 are needed, of which the last fifth is held out.`,
    );
  const split = count - Math.floor(count * HELD_OUT_SHARE);
  const why =
    own === undefined ? 'That is how many there are.' : `That is how many "${own.images}" has for it.`;
  const examples = reader.count('examples', 1, split, split, why);
  const heldOut = reader.count('heldOut', 1, count - split, count - split, why);
  const looks = reader.choice('looks', ['held-out', 'training'], 'held-out');
  reader.finish();

  const training = keep(source.labels, 0, split, classes, examples);
  const kept = {
    training,
    'held-out': looks === 'training' ? training : keep(source.labels, split, count, classes, heldOut),
  };
  for (const [name, rows] of Object.entries(kept))
    if (rows.length === 0)
      throw new Error(
        `Digits: of the classes ${classes.join(', ')} there is no ${name} example in "${files.images}". Choose other classes.`,
      );
  const imageOf = floatRows(source.images, SIDE * SIDE, valueOfByte(values, range));
  return {
    name: own === undefined ? 'MNIST digits' : `digits of ${path.basename(own.images)}`,
    ports: { image: { shape: [SIDE, SIDE, 1], dtype: 'float32' }, label: { shape: [], dtype: 'int32' } },
    trainingExamples: kept.training.length,
    heldOutExamples: kept['held-out'].length,
    batch: (name, indices) => gather(imageOf, source.labels, kept[name], name, indices),
  };
}

/** The rows from `start` to `end` whose label is among the classes, the first `most` of them. */
function keep(
  labels: Uint8Array,
  start: number,
  end: number,
  classes: readonly number[],
  most: number,
): Uint32Array {
  const rows: number[] = [];
  for (let row = start; row < end && rows.length < most; row++)
    if (classes.includes(labels[row]!)) rows.push(row);
  return Uint32Array.from(rows);
}

/** What each of the 256 bytes becomes. */
function valueOfByte(values: 'grey' | 'binary', range: '0..1' | '-1..1'): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => {
    const ink = values === 'grey' ? byte / 255 : Number(byte / 255 > 0.5);
    return range === '0..1' ? ink : 2 * ink - 1;
  });
}

function gather(
  imageOf: (row: number) => Float32Array,
  labels: Uint8Array,
  rows: Uint32Array,
  split: Split,
  indices: ArrayLike<number>,
): { image: Float32Array; label: Int32Array } {
  const image = new Float32Array(indices.length * SIDE * SIDE); // [n, 28, 28, 1]
  const label = new Int32Array(indices.length); // [n]
  for (let k = 0; k < indices.length; k++) {
    const row = rows[indices[k]!];
    if (row === undefined)
      throw new Error(
        `Digits: there is no ${split} example ${indices[k]}; they are numbered 0 to ${rows.length - 1}.`,
      );
    image.set(imageOf(row), k * SIDE * SIDE);
    label[k] = labels[row]!;
  }
  return { image, label };
}

export default { kind: 'digits', open } satisfies DatasetKind;
