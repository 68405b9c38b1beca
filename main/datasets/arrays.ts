import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { diskError } from '../projects/disk-error.ts';
import { readIdxHeader } from './idx.ts';
import { decodeNpy, mustBeWhole, readNpyHeader } from './npy.ts';
import { pack, packed, stampOf } from './packed-rows.ts';
import { readRows, type RowFile } from './row-file.ts';
import { zipEntries, type ZipEntry } from './zip.ts';

/** An array in a file, whose first axis are the examples; its numbers stay on the disk. */
export interface ArrayOnDisk {
  /** For sentences: the file, and the array in it. */
  readonly where: string;
  readonly shape: readonly number[];
  /** What the numbers are stored as. */
  readonly dtype: string;
  /** The numbers of those examples. */
  readonly rows: (indices: ArrayLike<number>) => Float32Array;
}

/** Enough for the header of any of the forms. */
const HEAD = 65_536;

/** Unpacks what can only be read from its beginning: zipped IDX files and compressed arrays of an .npz. */
export async function prepareArray(file: string, name: string): Promise<void> {
  if (isNpz(file)) {
    const entry = entryOf(file, name);
    if (!entry.stored) await pack(keyOf(file, entry.name), (put) => unpacked(file, entry, put));
  } else if (isGzip(file)) await pack(keyOf(file, ''), (put) => unpacked(file, null, put));
}

/**
 * Opens an array of a .npy, .npz or IDX file (zipped or not); nothing but its header is read. `name` tells which array of an
 * .npz; the only one where empty. Throws a sentence for files that are cut or of another kind.
 */
export function openArray(file: string, name: string): ArrayOnDisk {
  if (isNpz(file)) {
    const entry = entryOf(file, name);
    const where = `${file} (${entry.name})`;
    if (entry.stored) return npyAt(where, file, entry.offset, entry.size);
    const plain = packed<null>(keyOf(file, entry.name));
    if (plain === null)
      throw new Problem(
        `${where}: it was not unpacked. Open the document again.`,
        `${where}: 아직 압축을 풀지 않았습니다. 문서를 다시 여세요.`,
      );
    return npyAt(where, plain.file, 0, entry.size);
  }
  const plain = isGzip(file) ? packed<null>(keyOf(file, ''))?.file : file;
  if (plain === undefined)
    throw new Problem(
      `${file}: it was not unpacked. Open the document again.`,
      `${file}: 아직 압축을 풀지 않았습니다. 문서를 다시 여세요.`,
    );
  const head = headOf(plain, 0);
  const size = sizeOf(plain);
  return head[0] === 0x93 ? npyAt(file, plain, 0, size) : idxAt(file, plain, head, size);
}

function npyAt(where: string, file: string, begin: number, size: number): ArrayOnDisk {
  const header = readNpyHeader(headOf(file, begin).subarray(0, size), where);
  mustBeWhole(header, size - header.start, where);
  const { dtype, shape, width, start } = header;
  const rows: RowFile = { file, offset: begin + start, rowBytes: width * perRow(shape, where) };
  return {
    where,
    shape,
    dtype,
    rows: (indices) => asFloats(decodeNpy(dtype, readRows(rows, indices))),
  };
}

/** As float32; of 64 bit numbers what does not fit is rounded. */
function asFloats(numbers: ArrayLike<number> | ArrayLike<bigint>): Float32Array {
  const floats = new Float32Array(numbers.length);
  for (let i = 0; i < floats.length; i++) floats[i] = Number(numbers[i]);
  return floats;
}

function idxAt(where: string, file: string, head: Uint8Array, size: number): ArrayOnDisk {
  const { shape, offset, end, width, get } = readIdxHeader(head, where);
  if (end !== size)
    throw new Problem(
      `${where}: its header promises [${shape.join(', ')}], which is ${end} bytes in all, but ${size} are there. The file was cut or damaged on its way: copy or download it again.`,
      `${where}: 헤더에는 [${shape.join(', ')}], 모두 ${end}바이트라고 적혀 있는데 ${size}바이트가 있습니다. 옮기는 중에 파일이 잘렸거나 손상되었습니다. 다시 복사하거나 내려받으세요.`,
    );
  const rows: RowFile = { file, offset, rowBytes: width * perRow(shape, where) };
  return {
    where,
    shape,
    dtype: `IDX of ${width} bytes`,
    rows(indices) {
      const bytes = readRows(rows, indices);
      const view = new DataView(bytes.buffer);
      return Float32Array.from({ length: bytes.length / width }, (_, k) => get(view, k * width));
    },
  };
}

function perRow(shape: readonly number[], where: string): number {
  if (shape.length === 0)
    throw new Problem(
      `${where}: it holds a single number. An array of examples has them along its first axis.`,
      `${where}: 수 하나만 들어 있습니다. 예제 배열은 첫 축을 따라 예제가 놓여야 합니다.`,
    );
  return shape.slice(1).reduce((product, size) => product * size, 1);
}

const isNpz = (file: string): boolean => path.extname(file).toLowerCase() === '.npz';

function isGzip(file: string): boolean {
  const head = headOf(file, 0);
  return head[0] === 0x1f && head[1] === 0x8b;
}

const keyOf = (file: string, name: string) => ({ unpacked: stampOf(file), name });

/** The array of that name in an .npz; numpy puts `.npy` behind it. */
function entryOf(file: string, name: string): ZipEntry {
  const arrays = zipEntries(file).filter((entry) => entry.name.endsWith('.npy'));
  const names = arrays.map((entry) => entry.name.slice(0, -'.npy'.length));
  const found = name === '' && arrays.length === 1 ? arrays[0] : arrays[names.indexOf(name)];
  if (found) return found;
  const has = names.join(', ') || 'none';
  throw name === ''
    ? new Problem(
        `${file}: it holds ${names.length} arrays; it has ${has}. Name one of them.`,
        `${file}: 배열이 ${names.length}개 들어 있습니다(${names.join(', ') || '없음'}). 그중 하나의 이름을 적으세요.`,
      )
    : new Problem(
        `${file}: there is no array "${name}" in it; it has ${has}. Name one of them.`,
        `${file}: "${name}" 배열이 없습니다. 있는 것: ${names.join(', ') || '없음'}. 그중 하나의 이름을 적으세요.`,
      );
}

/** Streams what is packed into another file. */
async function unpacked(
  file: string,
  entry: ZipEntry | null,
  put: (bytes: Uint8Array) => void,
): Promise<null> {
  const from = entry
    ? createReadStream(file, { start: entry.offset, end: entry.offset + Math.max(entry.packedSize, 1) - 1 })
    : createReadStream(file);
  const into = new Writable({
    write(piece: Buffer, _encoding, done) {
      try {
        put(piece);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  try {
    await pipeline(from, entry ? createInflateRaw() : createGunzip(), into);
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_') || code?.startsWith('ERR_'))
      throw new Problem(
        `${file}: ${entry ? `"${entry.name}" in it` : 'it'} cannot be unzipped (${message}). The file was cut or damaged on its way: copy it again.`,
        `${file}: ${entry ? `안의 "${entry.name}"의 ` : ''}압축을 풀 수 없습니다(${message}). 옮기는 중에 파일이 잘렸거나 손상되었습니다. 다시 복사하세요.`,
      );
    throw code === undefined ? error : diskError(error, 'read', file);
  }
}

function headOf(file: string, begin: number): Uint8Array {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const head = new Uint8Array(HEAD);
    return head.subarray(0, readSync(handle, head, 0, HEAD, begin));
  } catch (error) {
    throw diskError(error, 'read', file);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    throw diskError(error, 'read', file);
  }
}
