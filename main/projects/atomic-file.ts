import { randomBytes } from 'node:crypto';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { diskError } from './disk-error.ts';

const UNTOUCHED: Text = {
  en: 'What was there before is untouched.',
  ko: '전에 있던 내용은 그대로 있습니다.',
};

const TEMPORARY = /^\.genloom-[0-9a-f]{16}\.tmp$/;

/**
 * Writes a file so that whoever reads it, even after a crash or a power cut at any moment, finds either all of the old one or
 * all of the new one: written beside it under a temporary name, brought to the disk, and then renamed.
 *
 * A link is followed, and the permissions of a file that is replaced are kept. If anything fails, the old file is untouched,
 * the temporary one is removed, and a sentence says what to do. Text is written as UTF-8.
 *
 * Own code, because `atomically` 2.1 does not look at how much was written: on a disk that is nearly full it put the first
 * 61,440 bytes of 100,000 in place of a good file and reported success. It does not bring the folder to the disk either.
 */
export async function writeFileAtomic(file: string, content: Uint8Array | string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const folder = path.dirname(target);
  const temporary = path.join(folder, `.genloom-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const mode = await modeOf(target);
    await writeAndSync(temporary, content, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw diskError(error, 'write', file, UNTOUCHED);
  }
  await syncFolder(folder).catch((error: NodeJS.ErrnoException) => {
    // A disk that fails is told; folders that cannot be opened or synced (Windows, some networks) are left to the system.
    if (error.code === 'EIO') throw diskError(error, 'write', file);
  });
}

/**
 * Removes what writes that were killed half way left in a folder, and returns the names. For the one process that owns the
 * folder, before its first write: a write of another process would lose its temporary file.
 */
export async function removeUnfinishedWrites(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => TEMPORARY.test(name));
  for (const name of names) await rm(path.join(folder, name), { force: true });
  return names;
}

/** The permissions of the file that will be replaced, undefined if there is none. A file that may not be written is refused. */
async function modeOf(file: string): Promise<number | undefined> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  if (found.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  await (await open(file, 'r+')).close(); // may it be written? renaming over it would not ask
  return found.mode & 0o7777;
}

async function writeAndSync(
  file: string,
  content: Uint8Array | string,
  mode: number | undefined,
): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    if (mode !== undefined) await handle.chmod(mode);
    await handle.writeFile(content); // goes on after a short write, which is how a disk that fills up first shows
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Brings the renaming itself to the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
