import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { openDataset, prepareDataset, type DatasetSource } from '../../../main/datasets/catalogue.ts';
import type { Dataset } from '../../../main/datasets/dataset.ts';

/** A folder for the files of a test, and a cache of its own that goes with it. */
export function ownFolder(): (name: string, content?: Uint8Array | string) => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-data-'));
  const before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = path.join(folder, 'cache');
  afterAll(() => {
    if (before === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = before;
    rmSync(folder, { recursive: true });
  });
  return (name, content) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (content !== undefined) writeFileSync(file, content);
    return file;
  };
}

/** As the engine opens it. */
export async function opened(source: DatasetSource): Promise<Dataset> {
  await prepareDataset(source);
  return openDataset(source);
}
