// Where things lie: this checkout's own folders and the user's cache.
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this file belongs to. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What set-up remembers about a checkout; it goes when node_modules goes. @param {string} root */
export const memoryFolder = (root) => path.join(root, 'node_modules', '.genloom');

/** The outcome of arranging TensorFlow, which `doctor` and the engine read. @param {string} root */
export const tensorflowReport = (root) => path.join(memoryFolder(root), 'tensorflow.json');

/** The package whose binding set-up puts in place. @param {string} root */
export const bindingPackage = (root) => path.join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');

/** The file that this package loads. @param {string} root */
export const bindingFile = (root) => path.join(bindingPackage(root), 'lib', 'napi-v8', 'tfjs_binding.node');

/**
 * The user's cache folder for Genloom, by the platform's own rule.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [platform]
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  const home = env.HOME || env.USERPROFILE || homedir();
  const standard =
    platform === 'darwin'
      ? path.join(home, 'Library', 'Caches')
      : platform === 'win32'
        ? env.LOCALAPPDATA || path.join(home, 'AppData', 'Local')
        : path.join(home, '.cache');
  // The XDG rule: a relative path is to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : standard, 'genloom');
}
