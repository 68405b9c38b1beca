import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The folder of Genloom itself: the nearest one above this module whose `package.json` is named `genloom`. It holds for the
 * sources under a test runner and for the built program alike, wherever the bundle was put below that folder.
 */
export function projectRoot(): string {
  return (found ??= findRoot(path.dirname(fileURLToPath(import.meta.url))));
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (packageName(path.join(folder, 'package.json')) === 'genloom') return folder;
    if (folder === path.dirname(folder))
      throw new Error(
        `No folder above "${start}" has a package.json named "genloom", so Genloom's own files cannot be found. Start it from its own folder.`,
      );
  }
}

function packageName(file: string): unknown {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name;
  } catch {
    return undefined; // no package.json here, or none that can be read: look further up
  }
}
