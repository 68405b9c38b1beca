// Where the user's pip would look for packages: its environment variables and configuration files, and those of uv.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const PYPI = 'https://pypi.org/simple/';

/**
 * @typedef {object} PipSettings
 * @property {string[]} indexes addresses of simple indexes, in the order to ask them
 * @property {string | null} proxy
 * @property {string | null} cert a file of certificates to trust
 */

/**
 * Reads the settings with pip's precedence: environment, then the virtual environment's file, the user's, the machine's.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [platform]
 * @returns {PipSettings}
 */
export function pipSettings(env = process.env, platform = process.platform) {
  /** @type {Record<string, string>} */
  const inFiles = {};
  for (const file of configurationFiles(env, platform)) Object.assign(inFiles, readConfiguration(file));
  const setting = (/** @type {string} */ name) =>
    env[`PIP_${name.toUpperCase().replaceAll('-', '_')}`] || inFiles[name] || null;

  const index = env.UV_DEFAULT_INDEX || env.UV_INDEX_URL || setting('index-url') || PYPI;
  const extra = env.UV_EXTRA_INDEX_URL || setting('extra-index-url') || '';
  const off = /^(1|true|yes|on)$/i.test(setting('no-index') ?? '');
  return {
    indexes: off ? [] : [index, ...extra.split(/\s+/).filter(Boolean)].map(withSlash),
    proxy: setting('proxy'),
    cert: setting('cert'),
  };
}

/** A folder's address ends in a slash, or names below it would replace its last part. @param {string} url */
const withSlash = (url) => (url.endsWith('/') ? url : `${url}/`);

/** From the weakest to the strongest. @param {NodeJS.ProcessEnv} env @param {string} platform */
function configurationFiles(env, platform) {
  const named = env.PIP_CONFIG_FILE;
  if (named === '/dev/null' || named === 'nul') return [];
  const home = env.HOME || env.USERPROFILE || homedir();
  const files =
    platform === 'win32'
      ? [
          path.join(env.ProgramData ?? 'C:\\ProgramData', 'pip', 'pip.ini'),
          path.join(home, 'pip', 'pip.ini'),
          path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'pip', 'pip.ini'),
        ]
      : [
          '/etc/xdg/pip/pip.conf',
          '/etc/pip.conf',
          path.join(home, '.pip', 'pip.conf'),
          path.join(env.XDG_CONFIG_HOME || path.join(home, '.config'), 'pip', 'pip.conf'),
        ];
  if (platform === 'darwin') files.push(path.join(home, 'Library', 'Application Support', 'pip', 'pip.conf'));
  if (env.VIRTUAL_ENV) files.push(path.join(env.VIRTUAL_ENV, platform === 'win32' ? 'pip.ini' : 'pip.conf'));
  if (named) files.push(named);
  return files;
}

/** The settings of `[global]` under those of `[download]` and `[install]`. @param {string} file */
function readConfiguration(file) {
  /** @type {Map<string, Record<string, string>>} */
  const sections = new Map([
    ['global', {}],
    ['download', {}],
    ['install', {}],
  ]);
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {}; // pip, too, passes over a file that is not there.
  }
  /** @type {Record<string, string>} */
  let section = {};
  let last = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const [, heading] = /^\[(.+)\]\s*$/.exec(line) ?? [];
    const [, key, value = ''] = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (heading !== undefined) {
      section = sections.get(heading) ?? {};
      last = '';
    } else if (/^\s/.test(line)) {
      if (last) section[last] = `${section[last]} ${line.trim()}`.trim(); // A value goes on in indented lines.
    } else if (key !== undefined) {
      last = key.toLowerCase().replaceAll('_', '-');
      section[last] = value.trim();
    }
  }
  return Object.assign({}, ...sections.values());
}
