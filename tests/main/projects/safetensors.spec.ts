import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromFloat16Bits } from '../../../main/projects/float16.ts';
import { projectRoot } from '../../../main/projects/root.ts';
import { type Safetensor, readSafetensors, writeSafetensors } from '../../../main/projects/safetensors.ts';

const ofLength = (n: number) => ({ minLength: n, maxLength: n });
const dataOf = (n: number): fc.Arbitrary<Pick<Safetensor, 'dtype' | 'data'>> =>
  fc.oneof(
    fc
      .array(fc.float(), ofLength(n))
      .map((list) => ({ dtype: 'float32' as const, data: Float32Array.from(list) })),
    fc
      .array(fc.nat(0x7c00), ofLength(n))
      .map((bits) => ({ dtype: 'float16' as const, data: fromFloat16Bits(Uint16Array.from(bits)) })),
    fc.int32Array(ofLength(n)).map((data) => ({ dtype: 'int32' as const, data })),
    fc.bigInt64Array(ofLength(n)).map((data) => ({ dtype: 'int64' as const, data })),
    fc.uint8Array({ ...ofLength(n), max: 1 }).map((data) => ({ dtype: 'bool' as const, data })),
    fc.uint8Array(ofLength(n)).map((data) => ({ dtype: 'uint8' as const, data })),
    fc.uint32Array(ofLength(n)).map((data) => ({ dtype: 'uint32' as const, data })),
  );
const tensor = fc
  .array(fc.nat(4), { maxLength: 3 })
  .chain((shape) =>
    dataOf(shape.reduce((a, b) => a * b, 1)).map((rest) => ({ ...rest, shape }) as Safetensor),
  );
const name = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', '0', '', '"\\', '인코더/커널'),
);
const files = fc.array(fc.tuple(name, tensor), { maxLength: 6 }).map((list) => new Map(list));
const metadata = fc.dictionary(name, fc.string(), { noNullPrototype: true });

/** A file with this header, written by hand. */
function fileOf(header: unknown, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(data, 8 + json.length);
  return file;
}
const entry = (begin: number, end: number, shape = [end - begin], dtype = 'U8') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('safetensors files', () => {
  test('come back as they were written, whatever the names, at any address', () => {
    fc.assert(
      fc.property(files, metadata, fc.nat(9), (tensors, texts, offset) => {
        const written = writeSafetensors(tensors, texts);
        const moved = new Uint8Array(written.length + offset).subarray(offset);
        moved.set(written);
        const read = readSafetensors(moved, 'test');
        expect(new Map(read.tensors)).toEqual(tensors);
        for (const [key, { data }] of tensors) expect(read.tensors.get(key)!.data).toStrictEqual(data);
        expect(new Map(Object.entries(read.metadata))).toEqual(new Map(Object.entries(texts)));
      }),
    );
  });

  test('keep all data aligned and the same input the same bytes', () => {
    fc.assert(
      fc.property(files, (tensors) => {
        const bytes = writeSafetensors(tensors);
        expect(writeSafetensors(new Map(tensors))).toEqual(bytes);
        const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
        expect(length % 8).toBe(0);
        const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
          string,
          unknown
        >;
        const widths = { F32: 4, F16: 2, I32: 4, I64: 8, BOOL: 1, U8: 1, U32: 4 };
        for (const { dtype, data_offsets } of Object.values(header) as ReturnType<typeof entry>[])
          expect(data_offsets[0]! % widths[dtype as keyof typeof widths]).toBe(0);
      }),
    );
  });

  test('that Python wrote are read', () => {
    const file = path.join(projectRoot(), 'tests', 'oracles', 'fixtures', 'python.safetensors');
    const { tensors, metadata: texts } = readSafetensors(readFileSync(file), file);
    expect(texts).toEqual({ format: 'np', 이름: '값' });
    expect(tensors.size).toBe(12);
    const expected: Record<string, Safetensor> = {
      float32: { dtype: 'float32', shape: [2, 3], data: Float32Array.of(1.5, -2.25, 3e38, 1e-45, 0.1, -0) },
      float16: { dtype: 'float16', shape: [3], data: Float32Array.of(1.5, -65504, 2 ** -24) },
      int32: { dtype: 'int32', shape: [2, 1], data: Int32Array.of(-(2 ** 31), 2 ** 31 - 1) },
      int64: { dtype: 'int64', shape: [3], data: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n, 0n) },
      bool: { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) },
      uint8: { dtype: 'uint8', shape: [3], data: Uint8Array.of(0, 128, 255) },
      uint32: { dtype: 'uint32', shape: [2], data: Uint32Array.of(0, 2 ** 32 - 1) },
      scalar: { dtype: 'int32', shape: [], data: Int32Array.of(7) },
      empty: { dtype: 'float32', shape: [0, 3], data: new Float32Array(0) },
      'block/encoder.커널': { dtype: 'float32', shape: [1, 2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) },
    };
    for (const [key, value] of Object.entries(expected))
      expect({ key, ...tensors.get(key) }).toStrictEqual({ key, ...value });
  });

  test('may hold nothing, and fields that a later version adds', () => {
    expect(readSafetensors(fileOf({}), 'empty').tensors.size).toBe(0);
    expect(
      readSafetensors(fileOf({ a: { ...entry(0, 1), new: 1 } }, Uint8Array.of(5)), 'later').tensors.size,
    ).toBe(1);
  });

  const huge = new Uint8Array(9);
  new DataView(huge.buffer).setBigUint64(0, 2n ** 64n - 1n, true);
  test.each([
    ['nothing', new Uint8Array(0), 'a safetensors file has at least 8 bytes, this has 0'],
    ['a huge header', huge, 'its header takes 18446744073709551615 bytes, but the file has 9'],
    ['a cut header', fileOf({ a: entry(0, 0) }).subarray(0, 20), 'It is no safetensors file, or was cut'],
    ['a header that is no JSON', fileOf('{"a": '), 'its header is no JSON'],
    ['a header that is no text', fileOf('{}').fill(0xff, 8), 'its header is no JSON'],
    ['a header that begins late', fileOf(' {}'), 'should be a JSON object from its first byte on'],
    ['a header that is a list', fileOf('[]'), 'should be a JSON object from its first byte on'],
    [
      'metadata of numbers',
      fileOf({ __metadata__: { epoch: 3 } }),
      '"__metadata__" should map texts to texts',
    ],
    ['a tensor that is a number', fileOf({ a: 3 }), 'tensor "a" should be { "dtype": "F32", '],
    ['a negative shape', fileOf({ a: entry(0, 0, [-1]) }), 'tensor "a" should be'],
    ['three offsets', fileOf({ a: { ...entry(0, 0), data_offsets: [0, 0, 0] } }), 'tensor "a" should be'],
    [
      'an unknown dtype',
      fileOf({ a: entry(0, 2, [1], 'BF16') }, new Uint8Array(2)),
      'is of dtype BF16; Genloom reads F32,',
    ],
    ['a dtype by a property name', fileOf({ a: entry(0, 0, [0], 'toString') }), 'is of dtype toString'],
    [
      'a shape that does not fit',
      fileOf({ a: entry(0, 4, [2, 3]) }, new Uint8Array(4)),
      'U8 [2, 3] takes 6 bytes',
    ],
    ['offsets backwards', fileOf({ a: entry(4, 0, [0]) }, new Uint8Array(4)), 'its offsets 4 to 0 hold -4'],
    [
      'a huge shape',
      fileOf({ a: entry(0, 4, [2 ** 53 - 1, 2 ** 53 - 1], 'F32') }, new Uint8Array(4)),
      'its offsets 0 to 4 hold 4',
    ],
    [
      'an overlap',
      fileOf({ a: entry(0, 3), b: entry(2, 4) }, new Uint8Array(4)),
      'the data of "b" begin at byte 2, but those before end at 3; there must be no gap and no overlap',
    ],
    [
      'a gap',
      fileOf({ a: entry(0, 1), b: entry(2, 4) }, new Uint8Array(4)),
      '"b" begin at byte 2, but those before end at 1',
    ],
    [
      'a gap at the start',
      fileOf({ a: entry(1, 4) }, new Uint8Array(4)),
      '"a" begin at byte 1, but those before end at 0',
    ],
    [
      'data beyond its end',
      fileOf({ a: entry(0, 9) }, new Uint8Array(4)),
      'its tensors take 9 bytes, but 4 are there',
    ],
    [
      'data left over',
      fileOf({ a: entry(0, 3) }, new Uint8Array(4)),
      'its tensors take 3 bytes, but 4 are there',
    ],
    [
      'a name twice',
      fileOf(`{"a":${JSON.stringify(entry(0, 0))},"\\u0061":${JSON.stringify(entry(0, 0))}}`),
      '"a" comes twice',
    ],
    [
      'a bool that is 2',
      fileOf({ a: entry(0, 1, [1], 'BOOL') }, Uint8Array.of(2)),
      'holds bytes other than 0 and 1',
    ],
  ])('refuse %s with a sentence', (_, bytes, sentence) => {
    expect(() => readSafetensors(bytes, 'run/weights')).toThrow(sentence);
    expect(() => readSafetensors(bytes, 'run/weights')).toThrow(/^run\/weights: .*[.]$/);
  });

  test('are refused with a sentence wherever they are cut, and never crash when damaged', () => {
    const tensors = new Map<string, Safetensor>([
      ['w', { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
      ['b', { dtype: 'float16', shape: [2], data: Float32Array.of(1, 2) }],
    ]);
    const bytes = writeSafetensors(tensors);
    for (let length = 0; length < bytes.length; length++)
      expect(() => readSafetensors(bytes.subarray(0, length), 'cut')).toThrow(/^cut: .*[.]$/);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at]! ^= flip;
        try {
          expect(readSafetensors(damaged, 'damaged').tensors.size).toBe(2);
        } catch (error) {
          expect((error as Error).message).toMatch(/^damaged: [^]*[.]$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('are not written from data that do not fit', () => {
    const write = (key: string, value: unknown) => () =>
      writeSafetensors(new Map([[key, value as Safetensor]]));
    const data = Float32Array.of(1);
    expect(write('w', { dtype: 'float32', shape: [2], data })).toThrow(
      'Tensor "w" of shape [2] holds 2 numbers, but 1',
    );
    expect(write('w', { dtype: 'float32', shape: [-1, -1], data })).toThrow('Tensor "w" of shape [-1, -1]');
    expect(write('w', { dtype: 'int32', shape: [1], data })).toThrow(
      'should be a Int32Array, but are a Float32Array',
    );
    expect(write('w', { dtype: 'bool', shape: [1], data: Uint8Array.of(2) })).toThrow(
      'should be 0 and 1 alone',
    );
    expect(write('__metadata__', { dtype: 'float32', shape: [1], data })).toThrow('Rename it');
  });
});
