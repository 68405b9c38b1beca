import { fromFloat16Bits, toFloat16Bits } from '../projects/float16.ts';

/** The numbers of an array by its dtype. A float16 is a float32 here: rounded when it is written. A bool is a byte, 0 or 1. */
export interface NpyData {
  readonly float16: Float32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  readonly int8: Int8Array;
  readonly int16: Int16Array;
  readonly int32: Int32Array;
  readonly int64: BigInt64Array;
  readonly uint8: Uint8Array;
  readonly uint16: Uint16Array;
  readonly uint32: Uint32Array;
  readonly uint64: BigUint64Array;
  readonly bool: Uint8Array;
}

/** An array of a .npy file, row-major. */
export type NpyArray = {
  [Dtype in keyof NpyData]: {
    readonly dtype: Dtype;
    readonly shape: readonly number[];
    readonly data: NpyData[Dtype];
  };
}[keyof NpyData];

type Raw = ArrayBufferView<ArrayBuffer> & { readonly length: number; readonly BYTES_PER_ELEMENT: number };
interface Format {
  readonly descr: string;
  readonly raw: (new (buffer: ArrayBuffer) => Raw) & { readonly BYTES_PER_ELEMENT: number };
}

const formats: Readonly<Record<keyof NpyData, Format>> = {
  float16: { descr: '<f2', raw: Uint16Array },
  float32: { descr: '<f4', raw: Float32Array },
  float64: { descr: '<f8', raw: Float64Array },
  int8: { descr: '|i1', raw: Int8Array },
  int16: { descr: '<i2', raw: Int16Array },
  int32: { descr: '<i4', raw: Int32Array },
  int64: { descr: '<i8', raw: BigInt64Array },
  uint8: { descr: '|u1', raw: Uint8Array },
  uint16: { descr: '<u2', raw: Uint16Array },
  uint32: { descr: '<u4', raw: Uint32Array },
  uint64: { descr: '<u8', raw: BigUint64Array },
  bool: { descr: '|b1', raw: Uint8Array },
};

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/**
 * The bytes of a .npy file (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>), version 1.0, row-major.
 * Throws a sentence for data that do not fit their shape or dtype.
 */
export function writeNpy<Dtype extends keyof NpyData>(
  data: NpyData[Dtype],
  shape: readonly number[],
  dtype: Dtype,
): Uint8Array {
  const { descr, raw } = formats[dtype];
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (size !== data.length || shape.some((axis) => !Number.isSafeInteger(axis) || axis < 0))
    throw new Error(
      `An array of shape [${shape.join(', ')}] holds ${size} numbers, but ${data.length} were given to write.`,
    );
  const stored = dtype === 'float16' ? toFloat16Bits(data as Float32Array) : data;
  if (!(stored instanceof raw))
    throw new Error(`The data of a ${dtype} array cannot be a ${data.constructor.name}.`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((10 + text.length + 1) / 64) * 64; // numpy wants the data aligned to 64
  const file = new Uint8Array(start + stored.byteLength);
  file.set(MAGIC);
  file[6] = 1;
  new DataView(file.buffer).setUint16(8, start - 10, true);
  file.set(new TextEncoder().encode(`${text.padEnd(start - 11)}\n`), 10);
  file.set(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength), start);
  return file;
}

/** What a .npy file says of itself, and where its numbers begin. */
export interface NpyHeader {
  readonly dtype: keyof NpyData;
  readonly shape: readonly number[];
  readonly start: number;
  /** Bytes of one number. */
  readonly width: number;
  /** Bytes of all numbers. */
  readonly size: number;
}

/**
 * Reads the header from the first bytes of a .npy file (64 kB are always enough); `where` names it in errors. Throws a sentence
 * for another kind of file, one cut in its header, and arrays that are no plain little-endian row-major numbers (objects,
 * records, big-endian, Fortran order).
 */
export function readNpyHeader(bytes: Uint8Array, where: string): NpyHeader {
  const { text, start } = readHeader(bytes, where);
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const sizes = /'shape':\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  const dtype = (Object.keys(formats) as (keyof NpyData)[]).find((name) => formats[name].descr === descr);
  if (dtype === undefined)
    throw new Error(
      `${where}: it holds ${descr === undefined ? 'records' : `numbers of the type '${descr}'`}, which Genloom does not read. Convert it, for instance with numpy's array.astype('<f4').`,
    );
  if (order === undefined || sizes === undefined)
    throw new Error(`${where}: its header is broken: ${text.slice(0, 200)}`);
  const shape = (sizes.match(/\d+/g) ?? []).map(Number);
  if (order === 'True' && shape.length > 1)
    throw new Error(
      `${where}: the array is in column-major (Fortran) order. Save numpy.ascontiguousarray(array) instead.`,
    );
  const width = formats[dtype].raw.BYTES_PER_ELEMENT;
  const size = shape.includes(0) ? 0 : shape.reduce((product, axis) => product * axis, width);
  return { dtype, shape, start, width, size };
}

/** Refuses a file that is shorter or longer than its header says. */
export function mustBeWhole({ dtype, shape, size }: NpyHeader, there: number, where: string): void {
  if (size !== there)
    throw new Error(
      `${where}: an array of ${dtype} [${shape.join(', ')}] takes ${size} bytes, but ${there} are there. The file was cut or damaged: copy it again.`,
    );
}

/** The numbers of raw bytes; the data are a copy. */
export function decodeNpy<Dtype extends keyof NpyData>(dtype: Dtype, bytes: Uint8Array): NpyData[Dtype] {
  const stored = new formats[dtype].raw(new Uint8Array(bytes).buffer);
  return (dtype === 'float16' ? fromFloat16Bits(stored as Uint16Array) : stored) as NpyData[Dtype];
}

/**
 * Reads a .npy file; `where` names it in errors. The data are a copy. Sizes are checked against the bytes that are there before
 * they are used. Throws a sentence for another kind of file, a cut one, and arrays that are no plain little-endian row-major
 * numbers (objects, records, big-endian, Fortran order).
 */
export function readNpy(bytes: Uint8Array, where: string): NpyArray {
  const header = readNpyHeader(bytes, where);
  const { dtype, shape, start } = header;
  mustBeWhole(header, bytes.length - start, where);
  return { dtype, shape, data: decodeNpy(dtype, bytes.subarray(start)) } as NpyArray;
}

function readHeader(bytes: Uint8Array, where: string): { text: string; start: number } {
  if (MAGIC.some((byte, k) => bytes[k] !== byte))
    throw new Error(
      `${where}: this is no .npy file, which begins with the bytes 93 4e 55 4d 50 59. Choose one that numpy.save wrote.`,
    );
  const wide = (bytes[6] ?? 1) > 1; // from version 2.0 on the header's length takes four bytes
  const from = wide ? 12 : 10;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start =
    bytes.length < from ? Infinity : from + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (start > bytes.length)
    throw new Error(`${where}: the file ends inside its header. It was cut: copy it again.`);
  return { text: new TextDecoder().decode(bytes.subarray(from, start)), start };
}
