import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { diskError } from '../projects/disk-error.ts';

/**
 * Makes the first free folder `runs/<name>-<n>` and answers with it. Two trainings that begin at once get two.
 * @throws a sentence where it cannot be made
 */
export async function claimRunFolder(name: string, parent = 'runs'): Promise<string> {
  await mkdir(parent, { recursive: true }).catch((error: unknown) => {
    throw diskError(error, 'write', parent);
  });
  const stem = name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'run';
  for (let n = 1; ; n++) {
    const folder = path.join(parent, `${stem}-${n}`);
    if (existsSync(folder)) continue;
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw diskError(error, 'write', folder);
    }
  }
}

/** Gives a claimed folder back, where nothing came into it. */
export const releaseRunFolder = (folder: string): Promise<void> => rmdir(folder).catch(() => undefined);

/** The folder as a person would type it here. */
export function shortPath(folder: string): string {
  const relative = path.relative(process.cwd(), folder);
  return relative.startsWith('..') || path.isAbsolute(relative) ? folder : relative || '.';
}
