import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type IdxArray, readIdx, writeIdx } from '../../../main/datasets/idx.ts';

const rawFloat32 = fc.float().map(Math.fround);
const cases: [string, (length: number) => fc.Arbitrary<IdxArray>][] = [
  ['uint8', (length) => fc.uint8Array({ minLength: length, maxLength: length })],
  ['int8', (length) => fc.int8Array({ minLength: length, maxLength: length })],
  ['int16', (length) => fc.int16Array({ minLength: length, maxLength: length })],
  ['int32', (length) => fc.int32Array({ minLength: length, maxLength: length })],
  [
    'float32',
    (n) => fc.array(rawFloat32, { minLength: n, maxLength: n }).map((list) => Float32Array.from(list)),
  ],
  [
    'float64',
    (n) => fc.array(fc.double(), { minLength: n, maxLength: n }).map((list) => Float64Array.from(list)),
  ],
];
const shapes = fc.array(fc.nat(5), { maxLength: 4 });
const size = (shape: number[]) => shape.reduce((product, axis) => product * axis, 1);

/** An IDX file of bytes written by hand, so that the reader is not tested by the writer alone. */
const small = Uint8Array.of(0, 0, 0x08, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
const changed = (at: number, ...bytes: number[]) => {
  const copy = Uint8Array.from(small);
  copy.set(bytes, at);
  return copy;
};

describe('IDX files', () => {
  test.each(cases)('of %s come back as they were written, zipped or not, at any address', (_, dataOf) => {
    fc.assert(
      fc.property(
        shapes.chain((shape) => dataOf(size(shape)).map((data) => ({ shape, data }))),
        fc.nat(7),
        (file, offset) => {
          const written = writeIdx(file);
          const moved = new Uint8Array(written.length + offset).subarray(offset);
          moved.set(written);
          for (const bytes of [written, moved, gzipSync(written)])
            expect(readIdx(bytes, 'test')).toStrictEqual(file);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are big-endian, dimensions and numbers', () => {
    expect(readIdx(small, 'small')).toStrictEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
    expect(readIdx(Uint8Array.of(0, 0, 0x0b, 1, 0, 0, 0, 1, 0xff, 0xfe), 'short').data).toStrictEqual(
      Int16Array.of(-2),
    );
    expect(readIdx(Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 1, 0x3f, 0x80, 0, 0), 'float').data).toStrictEqual(
      Float32Array.of(1),
    );
    expect(Array.from(writeIdx({ shape: [1], data: Int32Array.of(258) }))).toEqual([
      0, 0, 0x0c, 1, 0, 0, 0, 1, 0, 0, 1, 2,
    ]);
  });

  test('may have no dimension or a dimension of 0', () => {
    expect(readIdx(Uint8Array.of(0, 0, 8, 0, 9), 'one').shape).toEqual([]);
    expect(readIdx(writeIdx({ shape: [0, 28], data: new Uint8Array(0) }), 'none').data).toHaveLength(0);
  });

  test.each([
    ['nothing', new Uint8Array(0), 'digits.idx: an IDX file has at least 4 bytes, this has 0.'],
    [
      'another kind of file',
      Buffer.from('\x89PNG....'),
      'this is no IDX file. One begins with the bytes 00 00 and a type',
    ],
    [
      'an unknown type',
      changed(2, 0x0a),
      'this with 00 00 0a 02. Choose a file such as train-images-idx3-ubyte',
    ],
    [
      'a cut header',
      small.subarray(0, 9),
      'ends inside its header, which takes 12 bytes for 2 dimensions; 9 are there',
    ],
    ['cut data', small.subarray(0, 15), 'promises uint8 [2, 3], which is 18 bytes in all, but 15 are there'],
    ['data too long', Uint8Array.of(...small, 0), 'which is 18 bytes in all, but 19 are there'],
    [
      'a huge header',
      changed(4, 255, 255, 255, 255, 255, 255, 255, 255),
      'promises uint8 [4294967295, 4294967295]',
    ],
    [
      'the greatest header',
      new Uint8Array(1025).fill(255).fill(0, 0, 2).fill(14, 2, 3),
      'which is Infinity bytes',
    ],
  ])('refuse %s with a sentence', (_, bytes, sentence) => {
    expect(() => readIdx(bytes, 'digits.idx')).toThrow(sentence);
    if (bytes.length > 8) expect(() => readIdx(gzipSync(bytes), 'digits.idx')).toThrow(/^digits.idx: .*\.$/);
  });

  test('refuse a cut or damaged archive, wherever it was cut', () => {
    const whole = { shape: [40, 50], data: Uint8Array.from({ length: 2000 }, (_, k) => (k * k) >> 3) };
    const zipped = gzipSync(writeIdx(whole));
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: zipped.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          expect(() => readIdx(zipped.subarray(0, at), 'cut.gz')).toThrow(/^cut.gz: .*[.]$/);
          if (at < 10) return; // gzip's own header has bytes without meaning (the time, the system)
          const damaged = Uint8Array.from(zipped);
          damaged[at]! ^= flip;
          // The last bits of the compressed part fill up a byte and mean nothing: then all is there.
          let read: unknown;
          try {
            read = readIdx(damaged, 'damaged.gz');
          } catch (error) {
            expect((error as Error).message).toMatch(/^damaged.gz: .*[.]$/);
            return;
          }
          expect(read).toEqual(whole);
        },
      ),
    );
  });

  test('are unzipped no further than their header says', () => {
    const bomb = gzipSync(Buffer.concat([small, Buffer.alloc(50_000_000)]));
    const before = process.memoryUsage().arrayBuffers;
    expect(() => readIdx(bomb, 'bomb.gz')).toThrow('bomb.gz: unzipped, it is longer than its header says.');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  test('are not written from a shape that does not fit', () => {
    expect(() => writeIdx({ shape: [2, 2], data: new Uint8Array(5) })).toThrow(
      'holds 4 numbers, but 5 were given',
    );
    expect(() => writeIdx({ shape: [1.5, 2], data: new Uint8Array(3) })).toThrow('is no such shape');
  });
});
