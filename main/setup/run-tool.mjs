// Runs another program and tells how it ended.
import { spawn } from 'node:child_process';

/**
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, text: string, out: string }} Ended
 * `text` holds both outputs as they came, `out` only the standard output; both are empty where output was shown.
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {'collect' | 'show' | 'on stderr'} [options.output] show: the program writes where this one writes
 * @param {number} [options.timeout] milliseconds, then it is killed
 * @returns {Promise<Ended>} never rejects: a program that cannot be started ends with code 127 and the reason as its text
 */
export function runTool(command, args, { cwd, env, output = 'collect', timeout } = {}) {
  return new Promise((resolve) => {
    const out = output === 'collect' ? 'pipe' : output === 'show' ? 'inherit' : 2;
    const child = spawn(command, args, {
      cwd,
      env,
      timeout,
      killSignal: 'SIGKILL',
      stdio: ['ignore', out, output === 'collect' ? 'pipe' : 'inherit'],
      // Windows starts npm.cmd and kin only through its shell.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let text = '';
    let written = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      written += chunk;
    });
    child.stderr?.on('data', (chunk) => (text += chunk));
    child.once('error', (error) => resolve({ code: 127, signal: null, text: error.message, out: '' }));
    child.once('close', (code, signal) => resolve({ code, signal, text, out: written }));
  });
}
