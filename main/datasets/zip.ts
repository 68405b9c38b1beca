import { openSync, closeSync, readSync, fstatSync } from 'node:fs';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { diskError } from '../projects/disk-error.ts';

/** A file inside a zip file, such as an array of an .npz. */
export interface ZipEntry {
  readonly name: string;
  /** Whether its bytes lie there as they are, or deflated. */
  readonly stored: boolean;
  /** Where its bytes begin, and how many they are there and unpacked. */
  readonly offset: number;
  readonly packedSize: number;
  readonly size: number;
}

const CUT = {
  en: 'The file was cut or damaged on its way: copy it again.',
  ko: '옮기는 중에 파일이 잘렸거나 손상되었습니다. 다시 복사하세요.',
};
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const WIDE = 0xffffffff;

/**
 * What lies in a zip file (PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16; sizes of zip64 included): only its directory is
 * read. Throws a sentence for a file that is none or was cut.
 */
export function zipEntries(file: string): readonly ZipEntry[] {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const length = fstatSync(handle).size;
    const read = (from: number, count: number): DataView => piece(handle!, from, Math.max(0, count), file);
    // The end record is 22 bytes and a comment of up to 65,535 behind all else.
    const from = Math.max(0, length - 65_557);
    const tail = read(from, length - from);
    let at = tail.byteLength - 22;
    while (at >= 0 && tail.getUint32(at, true) !== END) at--;
    if (at < 0)
      throw new Problem(
        `${file}: there is no zip directory at its end, so it is no .npz file, or it was cut. ${CUT.en}`,
        `${file}: 끝에 zip 목록이 없습니다. .npz 파일이 아니거나 잘린 파일입니다. ${CUT.ko}`,
      );
    const count = tail.getUint16(at + 10, true);
    const [size, start] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
    if (start + size > length || start === WIDE)
      throw new Problem(
        `${file}: its directory lies beyond its end. ${CUT.en}`,
        `${file}: zip 목록이 파일 끝을 벗어나 있습니다. ${CUT.ko}`,
      );
    const directory = read(start, size);
    const entries: ZipEntry[] = [];
    let place = 0;
    for (let k = 0; k < count; k++) {
      if (place + 46 > directory.byteLength || directory.getUint32(place, true) !== CENTRAL)
        throw new Problem(
          `${file}: its directory is broken at entry ${k + 1} of ${count}. ${CUT.en}`,
          `${file}: zip 목록의 ${count}개 중 ${k + 1}번째 항목이 망가져 있습니다. ${CUT.ko}`,
        );
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
        directory.getUint16(place + field, true),
      ) as [number, number, number];
      const method = directory.getUint16(place + 10, true);
      const name = text(directory, place + 46, nameLength);
      const extra = wideSizes(directory, place + 46 + nameLength, extraLength);
      const next = (field: number): number => {
        const value = directory.getUint32(place + field, true);
        return value === WIDE ? (extra.shift() ?? value) : value;
      };
      const full = next(24);
      const packedSize = next(20);
      const local = next(42);
      if (method !== 0 && method !== 8)
        throw new Problem(
          `${file}: "${name}" in it is packed by method ${method}, which Genloom does not read. Save it with numpy.savez or numpy.savez_compressed.`,
          `${file}: 안의 "${name}"은(는) Genloom이 읽지 못하는 방식 ${method}(으)로 압축되어 있습니다. numpy.savez나 numpy.savez_compressed로 저장하세요.`,
        );
      const head = read(local, 30);
      if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL)
        throw new Problem(
          `${file}: "${name}" is not where its directory says. ${CUT.en}`,
          `${file}: "${name}"이(가) 목록에 적힌 자리에 없습니다. ${CUT.ko}`,
        );
      const offset = local + 30 + head.getUint16(26, true) + head.getUint16(28, true);
      if (offset + packedSize > length)
        throw new Problem(
          `${file}: "${name}" ends ${offset + packedSize - length} bytes beyond the file. ${CUT.en}`,
          `${file}: "${name}"의 끝이 파일보다 ${offset + packedSize - length}바이트 뒤에 있습니다. ${CUT.ko}`,
        );
      entries.push({ name, stored: method === 0, offset, packedSize, size: full });
      place += 46 + nameLength + extraLength + commentLength;
    }
    return entries;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === undefined ? error : diskError(error, 'read', file);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function piece(handle: number, from: number, count: number, file: string): DataView {
  const bytes = new Uint8Array(count);
  let done = 0;
  while (done < count) {
    const read = readSync(handle, bytes, done, count - done, from + done);
    if (read === 0)
      throw new Problem(
        `${file}: it ends at byte ${from + done}, where more should be. ${CUT.en}`,
        `${file}: 더 있어야 하는데 ${from + done}바이트에서 끝났습니다. ${CUT.ko}`,
      );
    done += read;
  }
  return new DataView(bytes.buffer);
}

const text = (view: DataView, at: number, length: number): string =>
  new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length));

/** The 64 bit numbers of the zip64 extra field, in their order. */
function wideSizes(view: DataView, at: number, length: number): number[] {
  for (let place = at; place + 4 <= at + length;) {
    const [id, size] = [view.getUint16(place, true), view.getUint16(place + 2, true)];
    if (id === 1)
      return Array.from({ length: Math.floor(Math.min(size, at + length - place - 4) / 8) }, (_, k) =>
        Number(view.getBigUint64(place + 4 + 8 * k, true)),
      );
    place += 4 + size;
  }
  return [];
}
