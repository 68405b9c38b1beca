import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { diskError } from './disk-error.ts';

const KEPT: Text = {
  en: 'The records before this one are kept.',
  ko: '그 앞의 기록은 남아 있습니다.',
};

const NEWLINE = 0x0a;

/** What a journal holds: its records in order, and the last line if a crash cut it (it is left out of the records). */
export interface JournalContent {
  readonly records: unknown[];
  readonly cut?: string;
}

/**
 * Appends records to a JSONL file, one line each. A record is with the system when `append` returns, so it survives `kill -9`
 * of this process; after `flush` it survives a power cut. A line that a former crash cut is removed when the journal is opened,
 * and a line that the disk had no room for is taken back, so a journal is a sequence of whole lines at any time.
 *
 * JSON has no NaN and no infinity: such a number is written as the text "NaN", "Infinity" or "-Infinity", never as null.
 */
export class Journal {
  readonly #path: string;
  readonly #file: number;
  #length: number;

  /** Opens the journal at `path`, or begins it. Throws a sentence if that cannot be. */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#file = openSync(path, 'a+');
      const bytes = readFileSync(this.#file);
      this.#length = bytes.lastIndexOf(NEWLINE) + 1;
      if (this.#length < bytes.length) ftruncateSync(this.#file, this.#length);
    } catch (error) {
      throw diskError(error, 'write', path);
    }
  }

  /** Appends one record, an object. Throws a sentence if the disk is full; the records before it stay as they are. */
  append(record: object): void {
    const bytes = Buffer.from(`${JSON.stringify(record, tellNonFinite)}\n`);
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done);
      this.#length += bytes.length;
    } catch (error) {
      this.#takeBack();
      throw diskError(error, 'write', this.#path, KEPT);
    }
  }

  /** Brings all records to the disk. */
  flush(): void {
    try {
      fsyncSync(this.#file);
    } catch (error) {
      throw diskError(error, 'write', this.#path);
    }
  }

  /** Flushes and closes. The journal takes no more records. */
  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #takeBack(): void {
    try {
      ftruncateSync(this.#file, this.#length);
    } catch {
      // What cannot be cut now is cut when the journal is opened next: the line has no end.
    }
  }
}

/**
 * Reads a journal. Each line is a record; a last line without its end was cut by a crash and is reported, not read.
 * Throws a sentence for a file that cannot be read and for a whole line that is no JSON.
 */
export function readJournal(path: string): JournalContent {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw diskError(error, 'read', path);
  }
  const lines = text.split('\n');
  const cut = lines.pop();
  const records = lines.map((line, number) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (error) {
      throw new Error(
        `${path}: line ${number + 1} should be one JSON object, but is ${JSON.stringify(line.slice(0, 80))}. Mend or remove that line.`,
        { cause: error },
      );
    }
  });
  return cut === undefined || cut === '' ? { records } : { records, cut };
}

function tellNonFinite(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
