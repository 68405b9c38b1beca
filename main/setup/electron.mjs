// Electron's program: the one that is there, else brought onto this machine. Its own package would fetch it without a word and
// without an end where the host cannot be reached.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { hasDesktop } from './desktop.mjs';
import { sentence } from './explain-error.mjs';
import { withLock } from './lock.mjs';
import { download } from './net/download.mjs';
import { pipSettings } from './net/pip-settings.mjs';
import { memoryFolder, projectRoot } from './places.mjs';
import { tellOn } from './tell.mjs';

/**
 * @typedef {object} Options every one has its default: this checkout and this machine
 * @property {string} [root]
 * @property {NodeJS.ProcessEnv} [env] GENLOOM_WINDOW: `browser` never asks for Electron, `desktop` asks again whatever an earlier start found
 * @property {string} [platform]
 * @property {string} [arch]
 * @property {number} [user] the number of the user, 0 for root
 * @property {import('./tell.mjs').Tell} [tell]
 */

const RELEASES = 'https://github.com/electron/electron/releases/download/';
/** Milliseconds until the host must begin to answer. */
const PATIENCE = 8_000;
/** After it could not be had, it is tried again after this long (ms). */
const RETRY = 24 * 3600e3;

/** Where the program lies in its folder, by platform. @type {Record<string, string>} */
const PROGRAMS = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/**
 * @param {Options} [options]
 * @returns {Promise<{ file: string } | { why: string }>} `why`: the studio is to open in a browser
 */
export async function electronFor(options = {}) {
  const { root = projectRoot, env = process.env, platform = process.platform, arch = process.arch } = options;
  const { user = process.getuid?.() ?? -1, tell = tellOn() } = options;
  const wish = env.GENLOOM_WINDOW || 'auto';
  if (!['auto', 'browser', 'desktop'].includes(wish))
    return { why: `GENLOOM_WINDOW is "${wish}", but must be auto, browser or desktop.` };
  if (wish === 'browser') return { why: 'GENLOOM_WINDOW=browser asks for it.' };
  if (!hasDesktop(env, platform)) return { why: 'There is no display here.' };
  if (platform === 'linux' && user === 0) return { why: 'Electron opens no window for root.' };
  const folder = path.join(root, 'node_modules', 'electron');
  const program = PROGRAMS[platform] ?? 'electron';
  const file = path.join(folder, 'dist', program);
  if (isThere(folder, file)) return { file };
  const missed = path.join(memoryFolder(root), 'electron-missed');
  const before = await stat(missed).catch(() => null);
  if (wish === 'auto' && before && Date.now() - before.mtimeMs < RETRY)
    return {
      why: 'Electron could not be fetched before. It is tried again once a day, or at once with GENLOOM_WINDOW=desktop.',
    };
  try {
    await withLock(
      path.join(memoryFolder(root), 'electron.lock'),
      async () => {
        if (!isThere(folder, file)) await fetchElectron(folder, program, { env, platform, arch, tell });
      },
      () => tell.say('Another start is fetching Electron: waiting for it.'),
    );
    return { file };
  } catch (error) {
    await writeFile(missed, '').catch(() => {});
    return { why: `Electron could not be fetched: ${sentence(error)}` };
  }
}

/** @param {string} folder of Electron's package */
const versionOf = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;

/** Whether the program of that very version lies there. @param {string} folder @param {string} file */
function isThere(folder, file) {
  try {
    const version = readFileSync(path.join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    return version === versionOf(folder) && existsSync(file);
  } catch {
    return false;
  }
}

/**
 * Leaves everything as the package's own installer does.
 * @param {string} folder @param {string} program
 * @param {Required<Pick<Options, 'env' | 'platform' | 'arch' | 'tell'>>} place
 */
async function fetchElectron(folder, program, { env, platform, arch, tell }) {
  const version = versionOf(folder);
  const name = `electron-v${version}-${platform}-${arch}.zip`;
  const sha256 = JSON.parse(readFileSync(path.join(folder, 'checksums.json'), 'utf8'))[name];
  if (sha256 === undefined) throw new Error(`There is no Electron ${version} for ${platform} ${arch}.`);
  const base = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || RELEASES;
  const zip = path.join(folder, name);
  const partial = path.join(folder, 'dist.partial');
  const pip = pipSettings(env, platform);
  await download(
    {
      url: `${base.replace(/\/?$/, '/')}v${version}/${name}`,
      file: zip,
      label: `Electron ${version}`,
      sha256,
      patience: PATIENCE,
      attempts: 1,
    },
    { env, proxy: pip.proxy, cert: pip.cert },
    tell,
  );
  try {
    // Electron's own: it knows the links and modes that an application of macOS needs.
    const require = createRequire(path.join(folder, 'package.json'));
    const { extract } = await import(pathToFileURL(require.resolve('@electron-internal/extract-zip')).href);
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await extract(zip, { dir: partial });
    const dist = path.join(folder, 'dist');
    await rm(dist, { recursive: true, force: true });
    await rename(partial, dist);
    await writeFile(path.join(folder, 'path.txt'), program);
  } finally {
    await rm(zip, { force: true });
    await rm(partial, { recursive: true, force: true });
  }
}
