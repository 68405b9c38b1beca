import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { diskError } from './disk-error.ts';
import type { ProjectFiles } from './project-files.ts';

const UNMOVED: Text = {
  en: 'The project is where it was.',
  ko: '프로젝트는 있던 자리에 그대로 있습니다.',
};

/**
 * Moves what belongs to a project beside another document, which is written afterwards. The document itself stays until its owner
 * removes it, so that there is one whatever happens in between.
 */
export async function moveProject(from: ProjectFiles, to: ProjectFiles): Promise<void> {
  try {
    await mkdir(path.dirname(to.file), { recursive: true });
    if (!existsSync(from.companion)) return;
    await rename(from.companion, to.companion).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error; // another disk: there is no moving, only copying
      await copyWhole(from.companion, to.companion);
      await rm(from.companion, { recursive: true, force: true });
    });
  } catch (error) {
    throw diskError(error, 'write', to.companion, UNMOVED);
  }
}

/** Gives another document all that belongs to a project, except for its name among open ones and what was not saved. */
export async function copyProject(from: ProjectFiles, to: ProjectFiles): Promise<void> {
  try {
    await mkdir(path.dirname(to.file), { recursive: true });
    if (existsSync(from.companion)) await copyWhole(from.companion, to.companion);
  } catch (error) {
    throw diskError(error, 'write', to.companion, UNMOVED);
  }
}

/** Copies under another name and renames: a folder that was copied half is never taken for a whole one. */
async function copyWhole(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`;
  await rm(partial, { recursive: true, force: true });
  try {
    await copyFolder(from, partial);
    await rename(partial, to);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Checkpoints are never changed once they are written, so two folders may share them; all else is copied. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isFile()) {
      if (entry.name.endsWith('.safetensors') && (await linked(source, target))) continue;
      await copyFile(source, target);
      const { atime, mtime } = await stat(source);
      await utimes(target, atime, mtime);
    }
  }
}

const linked = (source: string, target: string): Promise<boolean> =>
  link(source, target).then(
    () => true,
    () => false,
  );

/**
 * Makes room for a project that replaces another: what belonged to that one, with its document as a version, is kept beside it under
 * a name with `replaced` in it.
 * @returns the text of the document that will be replaced; `null` where there is none
 */
export async function setAside({ file, companion, versions }: ProjectFiles): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (!existsSync(companion)) return text;
  if (text !== null) await versions.keep(text);
  let n = 1;
  while (existsSync(`${companion}-replaced-${n}`)) n++;
  await rename(companion, `${companion}-replaced-${n}`).catch((error: unknown) => {
    throw diskError(error, 'write', companion);
  });
  return text;
}
