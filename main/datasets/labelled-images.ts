import { readFileSync, statSync } from 'node:fs';
import { diskError } from '../projects/disk-error.ts';
import { type IdxFile, readIdx } from './idx.ts';

/** Square grey images, one byte a pixel, [count, side, side] row-major, and the class of each. */
export interface LabelledImages {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Files that were read already, each with what tells whether it changed since. */
const cache = new Map<string, { stamp: string; content: IdxFile }>();

/**
 * Reads a pair of IDX files in the form of MNIST's (images: bytes of [count, side, side]; labels: bytes of [count], below
 * `classes`), gzipped or not. A file is read and unzipped once per process, and again only when it changed on the disk.
 * Throws a sentence for files that cannot be read, are of another form, or do not belong together.
 */
export function readLabelledImages(
  images: string,
  labels: string,
  side: number,
  classes: number,
): LabelledImages {
  const picture = readCached(images);
  const [count, height, width] = picture.shape;
  if (
    !(picture.data instanceof Uint8Array) ||
    picture.shape.length !== 3 ||
    height !== side ||
    width !== side
  )
    throw new Error(
      `${images}: expected images as uint8 [count, ${side}, ${side}], but it holds ${formOf(picture)}.`,
    );
  const label = readCached(labels);
  if (!(label.data instanceof Uint8Array) || label.shape.length !== 1)
    throw new Error(`${labels}: expected labels as uint8 [count], but it holds ${formOf(label)}.`);
  if (label.data.length !== count)
    throw new Error(
      `"${images}" holds ${count} images and "${labels}" ${label.data.length} labels. Choose two files that belong together.`,
    );
  const wrong = label.data.findIndex((value) => value >= classes);
  if (wrong >= 0)
    throw new Error(
      `${labels}: label ${wrong} is ${label.data[wrong]}, but labels are from 0 to ${classes - 1}.`,
    );
  return { images: picture.data, labels: label.data };
}

function readCached(file: string): IdxFile {
  let bytes: Uint8Array;
  let stamp: string;
  try {
    const { size, mtimeMs } = statSync(file);
    stamp = `${size} ${mtimeMs}`;
    const known = cache.get(file);
    if (known?.stamp === stamp) return known.content;
    bytes = readFileSync(file);
  } catch (error) {
    throw diskError(error, 'read', file);
  }
  const content = readIdx(bytes, file);
  cache.set(file, { stamp, content });
  return content;
}

function formOf({ data, shape }: IdxFile): string {
  return `${data.constructor.name.replace('Array', '').toLowerCase()} [${shape.join(', ')}]`;
}
