import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { diskError } from '../projects/disk-error.ts';
import { cacheFolder } from '../setup/places.mjs';
import { writeFileAtomic } from '../projects/atomic-file.ts';

/** What all packed files together may take on the disk; the ones used longest ago go first. */
const MOST_BYTES = 8 * 2 ** 30;

/** Rows that were read once from a file of another form, and what was learned about them on the way. */
export interface Packed<Facts> {
  readonly file: string;
  readonly facts: Facts;
}

/** Takes the next bytes of the packed file. */
export type Put = (bytes: Uint8Array) => void;

const folder = (): string => path.join(cacheFolder(), 'data');

/** The name of what is packed: equal for equal keys. */
const nameOf = (key: unknown): string =>
  createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);

/** What was packed under this key before; `null` where nothing was. */
export function packed<Facts>(key: unknown): Packed<Facts> | null {
  const file = path.join(folder(), `${nameOf(key)}.rows`);
  try {
    const facts = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as { facts: Facts; bytes: number };
    return statSync(file).size === facts.bytes ? { file, facts: facts.facts } : null;
  } catch {
    return null;
  }
}

/**
 * Packs rows under a key unless they are there already. The key holds all that they depend on: the file, its size and time, the
 * dials. What is written half goes away again.
 */
export async function pack<Facts>(key: unknown, write: (put: Put) => Promise<Facts>): Promise<void> {
  const file = path.join(folder(), `${nameOf(key)}.rows`);
  if (packed(key) !== null) {
    const now = new Date();
    utimesSync(file, now, now);
    return;
  }
  const temporary = `${file}.${randomBytes(6).toString('hex')}.part`;
  let handle: number | undefined;
  try {
    mkdirSync(folder(), { recursive: true });
    handle = openSync(temporary, 'w');
    let bytes = 0;
    const facts = await write((piece) => {
      for (let done = 0; done < piece.length;)
        done += attempt(temporary, () => writeSync(handle!, piece, done, piece.length - done));
      bytes += piece.length;
    });
    closeSync(handle);
    handle = undefined;
    renameSync(temporary, file);
    await writeFileAtomic(`${file}.json`, JSON.stringify({ facts, bytes }));
    makeRoom(file);
  } finally {
    if (handle !== undefined) closeSync(handle);
    rmSync(temporary, { force: true });
  }
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskError(error, 'write', file);
  }
}

/** Removes what was packed longest ago, while all of it together is too much. */
function makeRoom(newest: string): void {
  const files = readdirSync(folder())
    .filter((name) => name.endsWith('.rows'))
    .map((name) => path.join(folder(), name))
    .flatMap((file) => {
      const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
      return size === undefined ? [] : [{ file, size, mtimeMs: mtimeMs! }];
    })
    .sort((a, b) => b.mtimeMs - a.mtimeMs);
  let sum = 0;
  for (const { file, size } of files) {
    sum += size;
    if (sum <= MOST_BYTES || file === newest) continue;
    rmSync(file, { force: true });
    rmSync(`${file}.json`, { force: true });
  }
}

/** What tells one state of a file from another. Throws a sentence where it cannot be read. */
export function stampOf(file: string): {
  readonly file: string;
  readonly size: number;
  readonly time: number;
} {
  try {
    const { size, mtimeMs } = statSync(file);
    return { file: path.resolve(file), size, time: mtimeMs };
  } catch (error) {
    throw diskError(error, 'read', file);
  }
}
