// Builds the programs into `out/`, when the sources have changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { runTool } from './run-tool.mjs';

/** What a build is made from. Templates count: their documents may be built in. */
const SOURCES = [
  'main',
  'nodes',
  'templates',
  'tests/bench',
  'tests/documents.ts', // The bench writes its documents with it.
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
/** Chunks of former builds stay this long for programs that still run and may import them (ms). */
const KEEP = 24 * 3600e3;

/** @param {string} root */
const stampFile = (root) => path.join(root, 'out', 'built');

/** Whether `out/` was built from the sources as they are. @param {string} root */
export function isBuilt(root) {
  try {
    return readFileSync(stampFile(root), 'utf8') === sourceHash(root);
  } catch {
    return false;
  }
}

/**
 * @param {string} root
 * @param {import('./tell.mjs').Tell} tell
 * @throws a sentence
 */
export async function build(root, tell) {
  tell.say('Building ...');
  const hash = sourceHash(root); // Before the build: what changes while it runs shall be built again.
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', path.join('main', 'vite.config.ts'), '--logLevel', 'warn'];
  const begun = Date.now();
  const ended = await runTool(process.execPath, args, { cwd: root, output: 'on stderr' });
  if (ended.code !== 0)
    throw new Error(
      `Genloom could not be built: vite ended with ${ended.signal ?? ended.code}. What it wrote above says why.`,
    );
  removeFormer(path.join(root, 'out', 'chunks'), begun - KEEP);
  mkdirSync(path.join(root, 'out'), { recursive: true });
  writeFileSync(stampFile(root), hash);
}

/** Names, sizes and times stand for contents: reading them takes milliseconds. @param {string} root */
function sourceHash(root) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ relative) => {
    const entry = statSync(path.join(root, relative), { throwIfNoEntry: false });
    if (entry?.isDirectory())
      for (const name of readdirSync(path.join(root, relative)).sort()) visit(`${relative}/${name}`);
    else if (entry) hash.update(`${relative}\n${entry.size}\n${entry.mtimeMs}\n`);
  };
  for (const source of SOURCES) visit(source);
  return hash.digest('hex');
}

/** @param {string} folder @param {number} before milliseconds */
function removeFormer(folder, before) {
  let names;
  try {
    names = readdirSync(folder);
  } catch {
    return; // The programs share nothing, so there are no chunks.
  }
  for (const name of names) {
    const file = path.join(folder, name);
    if (statSync(file).mtimeMs < before) rmSync(file, { force: true });
  }
}
