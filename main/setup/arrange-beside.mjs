// Arranges TensorFlow in a process of its own while the studio is open: downloads and compilers shall not make a window wait.
import { spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';

import { projectRoot } from './places.mjs';

/**
 * @typedef {{ failed: { en: string, ko: string } | null }} Arranged why it cannot be had, or `null`
 * @typedef {{ arranging: import('./tell.mjs').Arranging } | { arranged: Arranged }} Line
 *
 * @typedef {object} Options
 * @property {(arranging: import('./tell.mjs').Arranging) => void} onArranging
 * @property {(arranged: Arranged) => void} onArranged once, whatever happens
 * @property {boolean} [again] also if an earlier arrangement stands
 * @property {string} [root] the checkout
 */

/**
 * @param {Options} options
 * @returns {{ stop: () => void }} what has come of a download stays, and is gone on with the next time
 */
export function arrangeBeside({ onArranging, onArranged, again = false, root = projectRoot }) {
  const script = path.join(root, 'main', 'setup', 'arrange.mjs');
  const child = spawn(process.execPath, [script, ...(again ? ['--again'] : [])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Within Electron, its program is Node by this.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    windowsHide: true,
  });
  let told = false;
  let stopped = false;
  const tell = (/** @type {Arranged} */ arranged) => {
    if (told || stopped) return;
    told = true;
    onArranged(arranged);
  };
  let trouble = '';
  child.stdin.on('error', () => {}); // It has ended already.
  child.stderr.on('data', (chunk) => (trouble = `${trouble}${chunk}`.slice(-1000)));
  const lines = readline.createInterface({ input: child.stdout });
  lines.on('line', (text) => {
    /** @type {Line} */
    let line;
    try {
      line = JSON.parse(text);
    } catch {
      trouble += text; // A library that chats.
      return;
    }
    if ('arranged' in line) tell(line.arranged);
    else if (!told && !stopped) onArranging(line.arranging);
  });
  const ended = (/** @type {string} */ why) =>
    tell({
      failed: {
        en: `Arranging TensorFlow ended before its time (${why}). Try it again, or run "npm run tensorflow" to see why.`,
        ko: `TensorFlow를 마련하다가 끝나 버렸습니다(${why}). 다시 하거나 "npm run tensorflow"로 이유를 보세요.`,
      },
    });
  child.once('error', (error) => ended(error.message));
  // After the last line was heard.
  child.once('close', (code, signal) => ended(trouble.trim().split('\n').at(-1) || String(signal ?? code)));
  return {
    stop() {
      stopped = true;
      child.kill();
    },
  };
}
