// `npm start`: opens the studio, on the desktop where that can be, else in a browser. TensorFlow is arranged by the studio itself,
// while its window is open already.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { electronFor } from './electron.mjs';
import { projectRoot } from './places.mjs';
import { prepare } from './prepare.mjs';
import { tellOn } from './tell.mjs';

/** A window that is gone with an error so soon (ms) was never one: a library is missing, or its sandbox is not allowed here. */
const STILLBORN = 10_000;

export async function openStudio() {
  const problem = await prepare({ tensorflow: false });
  if (problem !== null) {
    console.error(problem);
    process.exitCode = 1;
    return;
  }
  const tell = tellOn();
  const electron = await electronFor({ tell });
  const why = 'file' in electron ? await runElectron(electron.file) : electron.why;
  if (why === null) return;
  tell.say(`The studio opens in a browser. ${why}`);
  const program = path.join(projectRoot, 'out', 'cli.js');
  process.argv.splice(1, Infinity, program, 'serve', '--open');
  await import(pathToFileURL(program).href);
}

/**
 * Runs until the last window is closed; its exit code becomes ours.
 * @param {string} file
 * @param {string} [app] folder of the application
 * @returns {Promise<string | null>} why it could not be opened
 */
export function runElectron(file, app = projectRoot) {
  const begun = Date.now();
  const child = spawn(file, [app], { stdio: 'inherit' });
  // Ctrl+C reaches it too: it closes its windows, and this waits for it.
  const wait = () => {};
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, wait);
  return new Promise((resolve) => {
    const end = (/** @type {string | null} */ why) => {
      for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.off(signal, wait);
      resolve(why);
    };
    child.once('error', (error) => end(`Electron could not be started: ${error.message}.`));
    child.once('exit', (code, signal) => {
      if (code !== 0 && Date.now() - begun < STILLBORN)
        return end(`Electron could not open its window here (${signal ?? `exit code ${code}`}).`);
      process.exitCode = code ?? 1;
      end(null);
    });
  });
}
