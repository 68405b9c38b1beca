// What this machine is, as far as it decides which TensorFlow fits.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} Machine
 * @property {string} platform as in process.platform
 * @property {string} arch as in process.arch
 * @property {string | null} glibc version of the C library, null where it is another (musl) or not Linux
 * @property {string | null} compiler a C++ compiler
 * @property {boolean} cuda11 an NVIDIA driver with CUDA 11 and cuDNN 8, which the ready-made GPU library wants
 * @property {boolean} nvidia an NVIDIA driver
 */

/** @param {NodeJS.ProcessEnv} env @returns {Machine} */
export function thisMachine(env = process.env) {
  const nvidia = hasNvidiaDriver(env);
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: glibcVersion(),
    compiler: findProgram(['g++', 'clang++', 'c++'], env),
    nvidia,
    cuda11: nvidia && hasLibraries(env),
  };
}

/** The first of these programs on the PATH. @param {readonly string[]} names @param {NodeJS.ProcessEnv} env */
export function findProgram(names, env = process.env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter(Boolean);
  for (const name of names)
    for (const folder of folders)
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        try {
          accessSync(file, constants.X_OK);
          return file;
        } catch {
          // Not in this folder.
        }
      }
  return null;
}

function glibcVersion() {
  if (process.platform !== 'linux') return null;
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } } | undefined} */ (
    process.report?.getReport()
  );
  return report?.header?.glibcVersionRuntime ?? null;
}

/** @param {NodeJS.ProcessEnv} env */
function hasNvidiaDriver(env) {
  return process.platform === 'linux'
    ? existsSync('/proc/driver/nvidia/version') || existsSync('/dev/nvidiactl')
    : process.platform === 'win32' && findProgram(['nvidia-smi'], env) !== null;
}

/** @param {NodeJS.ProcessEnv} env */
function hasLibraries(env) {
  const windows = process.platform === 'win32';
  const wanted = windows ? ['cudart64_110.dll', 'cudnn64_8.dll'] : ['libcudart.so.11.0', 'libcudnn.so.8'];
  const named = (windows ? env.PATH : env.LD_LIBRARY_PATH) ?? '';
  const folders = [
    ...named.split(path.delimiter),
    '/usr/lib/x86_64-linux-gnu',
    '/usr/lib64',
    ...list('/usr/local')
      .filter((name) => name.startsWith('cuda'))
      .map((name) => `/usr/local/${name}/lib64`),
  ].filter(Boolean);
  return wanted.every((name) => folders.some((folder) => existsSync(path.join(folder, name))));
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
