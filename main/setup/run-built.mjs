// Runs a built program in this very process: so its exit code is ours, and Ctrl+C reaches it once, without anybody in between.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { prepare } from './prepare.mjs';
import { projectRoot } from './places.mjs';

/**
 * @param {string} name of a program in main/vite.config.ts; it sees the arguments as if it had been called itself
 * @param {{ setUp?: boolean, tensorflow?: boolean }} [options] as in prepare.mjs
 */
export async function runBuilt(name, options) {
  const problem = await prepare(options);
  if (problem !== null) {
    console.error(problem);
    process.exitCode = 1;
    return;
  }
  const program = path.join(projectRoot, 'out', `${name}.js`);
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
}
