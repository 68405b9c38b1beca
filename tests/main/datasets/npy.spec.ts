import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type NpyData, readNpy, writeNpy } from '../../../main/datasets/npy.ts';
import { fromFloat16Bits } from '../../../main/projects/float16.ts';
import { projectRoot } from '../../../main/projects/root.ts';

const fixture = (name: string) =>
  readFileSync(path.join(projectRoot(), 'tests', 'oracles', 'fixtures', name));

const ofLength = (n: number) => ({ minLength: n, maxLength: n });
const cases: [keyof NpyData, (length: number) => fc.Arbitrary<NpyData[keyof NpyData]>][] = [
  [
    'float16',
    (n) => fc.array(fc.nat(0x7c00), ofLength(n)).map((bits) => fromFloat16Bits(Uint16Array.from(bits))),
  ],
  ['float32', (n) => fc.array(fc.float(), ofLength(n)).map((list) => Float32Array.from(list))],
  ['float64', (n) => fc.array(fc.double(), ofLength(n)).map((list) => Float64Array.from(list))],
  ['int8', (n) => fc.int8Array(ofLength(n))],
  ['int16', (n) => fc.int16Array(ofLength(n))],
  ['int32', (n) => fc.int32Array(ofLength(n))],
  ['int64', (n) => fc.bigInt64Array(ofLength(n))],
  ['uint8', (n) => fc.uint8Array(ofLength(n))],
  ['uint16', (n) => fc.uint16Array(ofLength(n))],
  ['uint32', (n) => fc.uint32Array(ofLength(n))],
  ['uint64', (n) => fc.bigUint64Array(ofLength(n))],
  ['bool', (n) => fc.uint8Array({ ...ofLength(n), max: 1 })],
];

describe('npy files', () => {
  test.each(cases)('of %s come back as they were written', (dtype, dataOf) => {
    const shapes = fc.array(fc.nat(4), { maxLength: 4 });
    fc.assert(
      fc.property(
        shapes.chain((shape) => fc.tuple(fc.constant(shape), dataOf(shape.reduce((a, b) => a * b, 1)))),
        fc.nat(9),
        ([shape, data], offset) => {
          const written = writeNpy(data, shape, dtype);
          const moved = new Uint8Array(written.length + offset).subarray(offset);
          moved.set(written);
          expect(readNpy(moved, 'test')).toStrictEqual({ dtype, shape, data });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('are byte for byte what numpy writes', () => {
    const float32 = Float32Array.of(1.5, -2.25, 3e38, 1e-45, 0.1, -0);
    expect(Buffer.from(writeNpy(float32, [2, 3], 'float32'))).toEqual(fixture('float32.npy'));
    const int64 = BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n, 0n);
    expect(Buffer.from(writeNpy(int64, [3], 'int64'))).toEqual(fixture('int64.npy'));
    expect(Buffer.from(writeNpy(Uint8Array.of(1), [], 'bool'))).toEqual(fixture('bool-scalar.npy'));
    expect(readNpy(fixture('float32.npy'), 'numpy')).toStrictEqual({
      dtype: 'float32',
      shape: [2, 3],
      data: float32,
    });
  });

  test('of versions 2 and 3 have a longer length before their header', () => {
    const first = writeNpy(Int8Array.of(5), [1], 'int8');
    const later = Uint8Array.of(
      ...first.subarray(0, 6),
      2,
      0,
      ...first.subarray(8, 10),
      0,
      0,
      ...first.subarray(10),
    );
    expect(readNpy(later, 'later')).toStrictEqual({ dtype: 'int8', shape: [1], data: Int8Array.of(5) });
  });

  const good = writeNpy(Float32Array.of(1, 2, 3), [3], 'float32');
  const reworded = (from: string, to: string) =>
    Uint8Array.from(Buffer.from(Buffer.from(good).toString('latin1').replace(from, to), 'latin1'));
  test.each([
    ['another kind of file', Uint8Array.of(1, 2, 3), 'array.npy: this is no .npy file'],
    ['a cut header', good.subarray(0, 40), 'the file ends inside its header'],
    ['a cut start', good.subarray(0, 8), 'the file ends inside its header'],
    ['cut data', good.subarray(0, -1), 'an array of float32 [3] takes 12 bytes, but 11 are there'],
    ['data too long', Uint8Array.of(...good, 0), 'takes 12 bytes, but 13 are there'],
    [
      'big-endian numbers',
      reworded('<f4', '>f4'),
      "it holds numbers of the type '>f4', which Genloom does not read",
    ],
    ['objects', reworded('<f4', '|O '), "numbers of the type '|O '"],
    ['records', reworded("'<f4'", '[(,)]'), 'it holds records, which Genloom does not read'],
    ['a broken header', reworded('shape', 'shade'), 'its header is broken'],
    ['a huge shape', reworded('(3,), }  ', '(3,99999)'), 'takes 1199988 bytes, but 12 are there'],
    ['Fortran order', fixture('float16-fortran.npy'), 'Save numpy.ascontiguousarray(array) instead'],
  ])('refuse %s with a sentence', (_, bytes, sentence) => {
    expect(() => readNpy(bytes, 'array.npy')).toThrow(sentence);
  });

  test('are not written from data that do not fit', () => {
    expect(() => writeNpy(Float32Array.of(1, 2), [3], 'float32')).toThrow(
      'holds 3 numbers, but 2 were given',
    );
    expect(() => writeNpy(Float32Array.of(1) as never, [1], 'int32')).toThrow(
      'a int32 array cannot be a Float32Array',
    );
  });
});
