import { duplicateKey } from './duplicate-key.ts';
import { fromFloat16Bits, toFloat16Bits } from './float16.ts';

/** The numbers of a tensor by its dtype. A float16 is a float32 here: rounded when it is written. A bool is a byte, 0 or 1. */
export interface SafetensorsData {
  readonly float32: Float32Array;
  readonly float16: Float32Array;
  readonly int32: Int32Array;
  readonly int64: BigInt64Array;
  readonly bool: Uint8Array;
  readonly uint8: Uint8Array;
  readonly uint32: Uint32Array;
}

/** One tensor: row-major, as many numbers as its shape says; `[]` is the shape of one number. */
export type Safetensor = {
  [Dtype in keyof SafetensorsData]: {
    readonly dtype: Dtype;
    readonly shape: readonly number[];
    readonly data: SafetensorsData[Dtype];
  };
}[keyof SafetensorsData];

/** What a safetensors file holds. The tensors stand in the order of their data in the file. */
export interface SafetensorsFile {
  readonly tensors: Map<string, Safetensor>;
  readonly metadata: Record<string, string>;
}

const names = {
  float32: 'F32',
  float16: 'F16',
  int32: 'I32',
  int64: 'I64',
  bool: 'BOOL',
  uint8: 'U8',
  uint32: 'U32',
} as const;
const arrays = {
  float32: Float32Array,
  float16: Float32Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
  uint8: Uint8Array,
  uint32: Uint32Array,
} as const;
const dtypes = new Map<string, keyof SafetensorsData>(
  Object.entries(names).map(([dtype, name]) => [name, dtype as keyof SafetensorsData]),
);
const widths = { F32: 4, F16: 2, I32: 4, I64: 8, BOOL: 1, U8: 1, U32: 4 } as const;

const LARGEST_HEADER = 100_000_000; // the limit of the reference implementation
const COPY_AGAIN = 'The file was cut or damaged: copy it again, or take an older one.';

/**
 * The bytes of a safetensors file (<https://huggingface.co/docs/safetensors>). Tensors of wider numbers come first, each kind in
 * the map's order, so that all data are aligned; the same input gives the same bytes.
 * Throws a sentence for data that do not fit their shape or dtype.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Safetensor>,
  metadata: Record<string, string> = {},
): Uint8Array {
  const parts = [...tensors].map(([name, tensor]) => ({ name, tensor, bytes: bytesOf(name, tensor) }));
  parts.sort((a, b) => widths[names[b.tensor.dtype]] - widths[names[a.tensor.dtype]]);
  const entries: [string, unknown][] = Object.keys(metadata).length > 0 ? [['__metadata__', metadata]] : [];
  let end = 0;
  for (const { name, tensor, bytes } of parts) {
    const begin = end;
    end += bytes.length;
    entries.push([name, { dtype: names[tensor.dtype], shape: tensor.shape, data_offsets: [begin, end] }]);
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const header = Math.ceil(json.length / 8) * 8;
  if (header > LARGEST_HEADER)
    throw new Error(
      `A safetensors header of ${header} bytes was asked for; other programs read ${LARGEST_HEADER} at most.`,
    );
  const file = new Uint8Array(8 + header + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(header), true);
  file.fill(0x20, 8, 8 + header);
  file.set(json, 8);
  let at = 8 + header;
  for (const { bytes } of parts) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/**
 * Reads a safetensors file; `where` names it in errors. The data are copies. Every size is checked against the bytes that are
 * there before it is used. Throws a sentence for a file that is cut or of another kind, for tensors whose data overlap, leave a
 * gap, end outside the file or do not fit their shape, for names that come twice and for dtypes that Genloom has not.
 */
export function readSafetensors(bytes: Uint8Array, where: string): SafetensorsFile {
  const { header, data } = readHeader(bytes, where);
  const { __metadata__: metadata = {}, ...listed } = header;
  if (!isTexts(metadata))
    throw new Error(`${where}: "__metadata__" should map texts to texts. ${COPY_AGAIN}`);
  const entries = Object.entries(listed).map(([name, entry]) => readEntry(name, entry, where));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let reached = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== reached)
      throw new Error(
        `${where}: the data of "${name}" begin at byte ${begin}, but those before end at ${reached}; there must be no gap and no overlap. ${COPY_AGAIN}`,
      );
    reached = end;
  }
  if (reached !== data.length)
    throw new Error(
      `${where}: its tensors take ${reached} bytes, but ${data.length} are there. ${COPY_AGAIN}`,
    );
  const tensors = new Map(entries.map((entry) => [entry.name, tensorOf(entry, data, where)]));
  return { tensors, metadata };
}

interface Entry {
  readonly name: string;
  readonly dtype: keyof SafetensorsData;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readHeader(bytes: Uint8Array, where: string): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.length < 8)
    throw new Error(
      `${where}: a safetensors file has at least 8 bytes, this has ${bytes.length}. ${COPY_AGAIN}`,
    );
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(Math.min(LARGEST_HEADER, bytes.length - 8)))
    throw new Error(
      `${where}: it says that its header takes ${length} bytes, but the file has ${bytes.length} (and ${LARGEST_HEADER} is the most). It is no safetensors file, or was cut.`,
    );
  const text = bytes.subarray(8, 8 + Number(length));
  let json: string;
  let header: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
    header = JSON.parse(json);
  } catch (error) {
    throw new Error(`${where}: its header is no JSON (${(error as Error).message}). ${COPY_AGAIN}`, {
      cause: error,
    });
  }
  if (text[0] !== 0x7b || !isRecord(header))
    throw new Error(`${where}: its header should be a JSON object from its first byte on. ${COPY_AGAIN}`);
  const twice = duplicateKey(json);
  if (twice !== undefined) throw new Error(`${where}: "${twice}" comes twice in its header. ${COPY_AGAIN}`);
  return { header, data: bytes.subarray(8 + Number(length)) };
}

function readEntry(name: string, entry: unknown, where: string): Entry {
  const { dtype: kind, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  if (typeof kind !== 'string' || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2)
    throw new Error(
      `${where}: tensor "${name}" should be { "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24] } or alike, but is ${JSON.stringify(entry).slice(0, 200)}. ${COPY_AGAIN}`,
    );
  const dtype = dtypes.get(kind);
  if (dtype === undefined)
    throw new Error(
      `${where}: tensor "${name}" is of dtype ${kind}; Genloom reads ${[...dtypes.keys()].join(', ')}. Convert it to one of them (F32, most likely).`,
    );
  const [begin, end] = offsets as [number, number];
  const size = shape.includes(0) ? 0 : shape.reduce((product, axis) => product * axis, widths[names[dtype]]);
  if (end - begin !== size)
    throw new Error(
      `${where}: tensor "${name}" of ${kind} [${shape.join(', ')}] takes ${size} bytes, but its offsets ${begin} to ${end} hold ${end - begin}. ${COPY_AGAIN}`,
    );
  return { name, dtype, shape, begin, end };
}

/** A copy of the data, which also brings them to an aligned address. */
function tensorOf({ name, dtype, shape, begin, end }: Entry, data: Uint8Array, where: string): Safetensor {
  const bytes = new Uint8Array(data.subarray(begin, end));
  switch (dtype) {
    case 'float32':
      return { dtype, shape, data: new Float32Array(bytes.buffer) };
    case 'float16':
      return { dtype, shape, data: fromFloat16Bits(new Uint16Array(bytes.buffer)) };
    case 'int32':
      return { dtype, shape, data: new Int32Array(bytes.buffer) };
    case 'int64':
      return { dtype, shape, data: new BigInt64Array(bytes.buffer) };
    case 'uint32':
      return { dtype, shape, data: new Uint32Array(bytes.buffer) };
    case 'uint8':
      return { dtype, shape, data: bytes };
    case 'bool':
      if (bytes.some((byte) => byte > 1))
        throw new Error(
          `${where}: tensor "${name}" is BOOL, but holds bytes other than 0 and 1. ${COPY_AGAIN}`,
        );
      return { dtype, shape, data: bytes };
  }
}

function bytesOf(name: string, { dtype, shape, data }: Safetensor): Uint8Array {
  if (name === '__metadata__')
    throw new Error('A tensor cannot be named "__metadata__" in a safetensors file. Rename it.');
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (!isSizes(shape) || size !== data.length)
    throw new Error(
      `Tensor "${name}" of shape [${shape.join(', ')}] holds ${size} numbers, but ${data.length} were given to write.`,
    );
  if (!(data instanceof arrays[dtype]))
    throw new Error(
      `Tensor "${name}" is ${dtype}, so its data should be a ${arrays[dtype].name}, but are a ${data.constructor.name}.`,
    );
  if (dtype === 'bool' && data.some((byte) => byte > 1))
    throw new Error(`Tensor "${name}" is bool, so its data should be 0 and 1 alone, but hold other numbers.`);
  const stored = dtype === 'float16' ? toFloat16Bits(data) : data;
  return new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
