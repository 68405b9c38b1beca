import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of its own that a test may fill up or make read-only. */
export interface SmallDisk {
  readonly folder: string;
  readOnly(): void;
  remove(): void;
}

/** Mounts a disk of some KiB in memory, or says why this machine cannot (it needs Linux and the right to mount). */
export function mountSmallDisk(kibibytes: number): SmallDisk | string {
  if (process.platform !== 'linux') return `no small disk can be mounted on ${process.platform}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-disk-'));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder);
  } catch (error) {
    rmSync(folder, { recursive: true });
    return `this account may not mount a small disk (${(error as Error).message.trim().split('\n').at(-1)})`;
  }
  return {
    folder,
    readOnly: () => void run('mount', '-o', 'remount,ro', folder),
    remove: () => {
      run('umount', '-l', folder); // lazily: an open file must not keep it
      rmSync(folder, { recursive: true });
    },
  };
}
