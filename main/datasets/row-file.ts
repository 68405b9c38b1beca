import { closeSync, openSync, readSync } from 'node:fs';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { diskError } from '../projects/disk-error.ts';

/** Rows of equal length in a file, one after the other. */
export interface RowFile {
  readonly file: string;
  /** Where the first row begins. */
  readonly offset: number;
  /** Bytes of a row. */
  readonly rowBytes: number;
}

/**
 * The rows of those numbers, one after the other, read from the disk and from nowhere else: a file may be larger than the memory.
 * Throws a sentence where the file has changed since it was opened.
 */
export function readRows({ file, offset, rowBytes }: RowFile, rows: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(rows.length * rowBytes);
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    for (let from = 0; from < rows.length;) {
      // Neighbours are read in one go.
      let to = from + 1;
      while (to < rows.length && rows[to] === rows[to - 1]! + 1) to++;
      const length = (to - from) * rowBytes;
      const place = offset + rows[from]! * rowBytes;
      let done = 0;
      while (done < length) {
        const read = readSync(handle, bytes, from * rowBytes + done, length - done, place + done);
        if (read === 0)
          throw new Problem(
            `${file}: it ends before row ${rows[from]! + Math.floor(done / rowBytes)}, which was there when it was opened. Put the whole file back and begin again.`,
            `${file}: 열 때는 있었던 ${rows[from]! + Math.floor(done / rowBytes)}번 행 앞에서 파일이 끝났습니다. 온전한 파일을 되돌려 놓고 다시 시작하세요.`,
          );
        done += read;
      }
      from = to;
    }
    return bytes;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === undefined ? error : diskError(error, 'read', file);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
