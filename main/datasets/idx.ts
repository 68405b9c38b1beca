import { constants, gunzipSync } from 'node:zlib';

/** The numbers of an IDX file, one array class for each of its element types. */
export type IdxArray = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** What an IDX file holds: its dimensions, outermost first, and its numbers in row-major order. */
export interface IdxFile {
  readonly shape: number[];
  readonly data: IdxArray;
}

interface Element {
  readonly name: string;
  readonly array: new (length: number) => IdxArray;
  readonly get: (view: DataView, at: number) => number;
  readonly set: (view: DataView, at: number, value: number) => void;
}

/** The element types of the format by their code, the third byte of a file; all are big-endian. */
const elements: ReadonlyMap<number, Element> = new Map<number, Element>([
  [
    0x08,
    {
      name: 'uint8',
      array: Uint8Array,
      get: (v, at) => v.getUint8(at),
      set: (v, at, x) => v.setUint8(at, x),
    },
  ],
  [
    0x09,
    { name: 'int8', array: Int8Array, get: (v, at) => v.getInt8(at), set: (v, at, x) => v.setInt8(at, x) },
  ],
  [
    0x0b,
    {
      name: 'int16',
      array: Int16Array,
      get: (v, at) => v.getInt16(at),
      set: (v, at, x) => v.setInt16(at, x),
    },
  ],
  [
    0x0c,
    {
      name: 'int32',
      array: Int32Array,
      get: (v, at) => v.getInt32(at),
      set: (v, at, x) => v.setInt32(at, x),
    },
  ],
  [
    0x0d,
    {
      name: 'float32',
      array: Float32Array,
      get: (v, at) => v.getFloat32(at),
      set: (v, at, x) => v.setFloat32(at, x),
    },
  ],
  [
    0x0e,
    {
      name: 'float64',
      array: Float64Array,
      get: (v, at) => v.getFloat64(at),
      set: (v, at, x) => v.setFloat64(at, x),
    },
  ],
]);

const DOWNLOAD_AGAIN = 'The file was cut or damaged on its way: copy or download it again.';

/**
 * Reads an IDX file (the format of MNIST, <http://yann.lecun.com/exdb/mnist/>), gzipped or not.
 *
 * `where` names the file in errors. Nothing is allocated by a size that the header claims before that size was found equal to
 * the bytes that are there; a gzipped file is unzipped no further than its header says it is long.
 * Throws a sentence for a file that is of another kind, cut, longer than it says, or damaged.
 */
export function readIdx(bytes: Uint8Array, where: string): IdxFile {
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  // The whole header is 1,024 bytes at most (rank 255), so the start of a zipped file is enough to read it.
  const start = zipped
    ? unzip(bytes.subarray(0, 4096), where, { finishFlush: constants.Z_SYNC_FLUSH })
    : bytes;
  const { element, shape, offset, end } = readHeader(start, where);
  const content = zipped
    ? unzip(bytes, where, { maxOutputLength: Math.max(1, Math.min(end, 2 ** 31)) })
    : bytes;
  if (content.length !== end)
    throw new Error(
      `${where}: its header promises ${element.name} [${shape.join(', ')}], which is ${end} bytes in all, but ${content.length} are there. ${DOWNLOAD_AGAIN}`,
    );
  return { shape, data: readElements(content, offset, element) };
}

/** The bytes of an IDX file (not zipped) that holds `data` with the dimensions `shape`; the array's class is its element type. */
export function writeIdx({
  shape,
  data,
}: {
  readonly shape: readonly number[];
  readonly data: IdxArray;
}): Uint8Array {
  const [code, element] = [...elements].find(([, { array }]) => data instanceof array)!;
  const bad = shape.find((size) => !Number.isInteger(size) || size < 0 || size >= 2 ** 32);
  if (bad !== undefined || shape.length > 255)
    throw new Error(
      `An IDX file takes up to 255 dimensions, each a whole number below 4294967296; [${shape.join(', ')}] is no such shape.`,
    );
  if (sizeOf(shape) !== data.length)
    throw new Error(
      `An IDX file of shape [${shape.join(', ')}] holds ${sizeOf(shape)} numbers, but ${data.length} were given to write.`,
    );
  const offset = 4 + 4 * shape.length;
  const bytes = new Uint8Array(offset + data.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (code << 8) + shape.length);
  shape.forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  if (data instanceof Uint8Array) bytes.set(data, offset);
  else data.forEach((value, k) => element.set(view, offset + k * data.BYTES_PER_ELEMENT, value));
  return bytes;
}

/** What an IDX file says of itself, for who reads it piece by piece. */
export interface IdxHeader {
  readonly shape: readonly number[];
  /** Where its numbers begin. */
  readonly offset: number;
  /** How long the whole file must be. */
  readonly end: number;
  /** Bytes of one number. */
  readonly width: number;
  /** One number of raw bytes. */
  readonly get: (view: DataView, at: number) => number;
}

/**
 * Reads the header from the first bytes of an IDX file that is not zipped (1,024 are always enough). Throws a sentence for a file
 * of another kind or one cut in its header.
 */
export function readIdxHeader(bytes: Uint8Array, where: string): IdxHeader {
  const { element, shape, offset, end } = readHeader(bytes, where);
  return { shape, offset, end, width: element.array.prototype.BYTES_PER_ELEMENT, get: element.get };
}

/** The header alone; `end` is the length that the whole file must have. */
function readHeader(
  bytes: Uint8Array,
  where: string,
): { element: Element; shape: number[]; offset: number; end: number } {
  const rank = bytes[3];
  if (rank === undefined)
    throw new Error(
      `${where}: an IDX file has at least 4 bytes, this has ${bytes.length}. ${DOWNLOAD_AGAIN}`,
    );
  const element = elements.get(bytes[2]!);
  if (bytes[0] !== 0 || bytes[1] !== 0 || element === undefined) {
    const found = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new Error(
      `${where}: this is no IDX file. One begins with the bytes 00 00 and a type (08, 09, 0b, 0c, 0d or 0e), this with ${found}. Choose a file such as train-images-idx3-ubyte or train-images-idx3-ubyte.gz.`,
    );
  }
  const offset = 4 + 4 * rank;
  if (bytes.length < offset)
    throw new Error(
      `${where}: the file ends inside its header, which takes ${offset} bytes for ${rank} dimensions; ${bytes.length} are there. ${DOWNLOAD_AGAIN}`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, offset);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { element, shape, offset, end: offset + sizeOf(shape) * element.array.prototype.BYTES_PER_ELEMENT };
}

/** How many numbers have these dimensions (a float: dimensions of a broken header may multiply beyond every integer). */
function sizeOf(shape: readonly number[]): number {
  return shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
}

function readElements(bytes: Uint8Array, offset: number, { array, get }: Element): IdxArray {
  if (array === Uint8Array)
    return new Uint8Array(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset); // no Buffer
  const width = array.prototype.BYTES_PER_ELEMENT as number;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const data = new array((bytes.length - offset) / width);
  for (let k = 0; k < data.length; k++) data[k] = get(view, offset + k * width);
  return data;
}

// Node's own zlib and not fflate: it checks the CRC, so that a flipped bit is no wrong pixel in silence, and never
// allocates by the length that the file's trailer claims.
function unzip(
  bytes: Uint8Array,
  where: string,
  options: { finishFlush?: number; maxOutputLength?: number },
): Uint8Array {
  try {
    return gunzipSync(bytes, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Error(`${where}: unzipped, it is longer than its header says. ${DOWNLOAD_AGAIN}`, {
        cause: error,
      });
    throw new Error(`${where}: it cannot be unzipped (${(error as Error).message}). ${DOWNLOAD_AGAIN}`, {
      cause: error,
    });
  }
}
