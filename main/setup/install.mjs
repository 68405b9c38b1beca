// Installs the packages that package-lock.json names, when they are not there yet.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { memoryFolder } from './places.mjs';
import { runTool } from './run-tool.mjs';

/** The lock file that node_modules was last seen to match. @param {string} root */
const stampFile = (root) => path.join(memoryFolder(root), 'installed');

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');

/** Whether the packages of package-lock.json are there. @param {string} root */
export function isInstalled(root) {
  try {
    if (readFileSync(stampFile(root), 'utf8') === lockHash(root)) return true;
  } catch {
    // No stamp yet: people also run `npm install` themselves.
  }
  if (!matchesLock(root)) return false;
  finish(root);
  return true;
}

/**
 * @param {string} root
 * @param {import('./tell.mjs').Tell} tell
 * @throws a sentence
 */
export async function install(root, tell) {
  tell.say('Installing packages (about a minute the first time) ...');
  // Under npm, its own program; by itself, the one on the PATH.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'];
  const ended = npm?.endsWith('.js')
    ? await runTool(process.execPath, [npm, ...args], { cwd: root, output: 'on stderr' })
    : await runTool(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
        cwd: root,
        output: 'on stderr',
      });
  if (ended.code !== 0)
    throw new Error(
      `The packages could not be installed: npm ci ended with ${ended.signal ?? ended.code}${ended.text ? ` (${ended.text})` : ''}. What it wrote above says why.`,
    );
  finish(root);
}

/** @param {string} root */
function finish(root) {
  linkCommand(root);
  mkdirSync(memoryFolder(root), { recursive: true });
  writeFileSync(stampFile(root), lockHash(root));
}

/** Whether what npm says that it installed is what the lock file asks for. @param {string} root */
function matchesLock(root) {
  try {
    const read = (/** @type {string} */ file) =>
      JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
    const wanted = read('package-lock.json');
    const present = read(path.join('node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(
      ([name, { version, optional }]) =>
        name === '' || present[name]?.version === version || (optional && present[name] === undefined),
    );
  } catch {
    return false;
  }
}

/** So that `npx genloom` finds the command of the very checkout it is called in. @param {string} root */
function linkCommand(root) {
  const bin = path.join(root, 'node_modules', '.bin');
  const script = path.join(root, 'main', 'setup', 'genloom.mjs');
  if (!existsSync(bin) || !existsSync(script)) return;
  const link = path.join(bin, 'genloom');
  rmSync(link, { force: true });
  if (process.platform === 'win32')
    writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\main\\setup\\genloom.mjs" %*\r\n');
  else {
    symlinkSync(path.relative(bin, script), link);
    chmodSync(script, 0o755);
  }
}
