// A file that says which process something belongs to. It is nobody's once that process is gone, however it went.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const schema = z.object({
  pid: z.int().min(1),
  /** When that process began, in the words of its system: a number that another process has now is not mistaken for it. */
  started: z.string().nullable(),
  /** When it took the lock, in milliseconds since 1970. */
  since: z.number(),
});

/** The process that holds a lock. */
export type Holder = z.infer<typeof schema>;

/**
 * Takes a lock, where nobody has it or only a process that is gone (`kill -9`, a power cut). It may be taken again by the process
 * that has it.
 * @returns `null` where it is this process's now, else who holds it
 * @throws what the disk says, where the file cannot be written
 */
export function takeLock(file: string): Holder | null {
  const mine: Holder = { pid: process.pid, started: startOf(process.pid), since: Date.now() };
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      // Made in one go, or not at all: of two that come at once, one meets the other's.
      writeFileSync(file, `${JSON.stringify(mine)}\n`, { flag: 'wx' });
      return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder?.pid === process.pid) return null;
    if (holder && isThere(holder)) return holder;
    setAside(file);
  }
}

/** Gives a lock back, if it is still this process's. */
export function giveLock(file: string): void {
  if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

function holderOf(file: string): Holder | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Takes a lock away that nobody holds. Of two that do it at once, one finds nothing, and both try again. */
function setAside(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  rmSync(aside, { force: true });
}

function isThere({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It is there, and another user's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return started === null || now === null || started === now;
}

/** When a process began, as its system counts; `null` where it does not tell. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // The name in brackets may hold spaces and brackets of its own; what follows the last one is numbers.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
    }
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
