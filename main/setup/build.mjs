// Builds the programs into `out/`, when the sources have changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { runTool } from './run-tool.mjs';

/** What a build is made from. Templates count: their documents may be built in. */
const SOURCES = [
  'main',
  'nodes',
  'renderer',
  'templates',
  'tests/bench',
  'tests/documents.ts', // The bench writes its documents with these.
  'tests/documents-large.ts',
  'tests/journeys/browser.ts', // And drives a browser with these.
  'tests/journeys/studio.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
/** What vite builds, by its configuration. */
const BUILDS = ['main/vite.config.ts', 'main/electron/vite.config.ts', 'renderer/vite.config.ts'];
/** Where builds leave files whose names change with what is in them. */
const CHUNKS = ['out/chunks', 'out/window/assets'];
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
  const begun = Date.now();
  const builds = BUILDS.filter((config) => existsSync(path.join(root, config)));
  const ends = await Promise.all(
    builds.map((config) =>
      runTool(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
        cwd: root,
        output: 'on stderr',
      }),
    ),
  );
  const failed = ends.find(({ code }) => code !== 0);
  if (failed)
    throw new Error(
      `Genloom could not be built: vite ended with ${failed.signal ?? failed.code}. What it wrote above says why.`,
    );
  for (const folder of CHUNKS) removeFormer(path.join(root, folder), begun - KEEP);
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
