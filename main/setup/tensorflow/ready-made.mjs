// Rung 1: what the package's own install script would fetch, namely a ready-made binding and TensorFlow's C library, into the
// places where that script puts them (`lib/napi-v8` and `deps` of the package).
import { copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { untar } from '../archive/tar.mjs';
import { unzip } from '../archive/zip.mjs';
import { download } from '../net/download.mjs';
import { pipSettings } from '../net/pip-settings.mjs';
import { bindingFile, bindingPackage, memoryFolder } from '../places.mjs';

/** The C library that tfjs-node 4.22 fetches; LIBTENSORFLOW_VERSION in its scripts/deps-constants.js. */
export const LIBTENSORFLOW = '2.9.1';

/** A host that is out of reach must not hold up a start (ms). */
const PATIENCE = 6_000;

/** @type {Record<string, string>} */
const SYSTEMS = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * @param {string} root the checkout
 * @param {import('./machine.mjs').Machine} machine
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ library: string, binding: string, variant: import('./wheel.mjs').Variant }>} the two addresses
 * @throws a sentence where there is none for this machine
 */
export async function readyMadeAddresses(root, machine, env) {
  const { platform, arch } = machine;
  const system = SYSTEMS[platform];
  if (system === undefined || arch !== 'x64')
    throw new Error(`There is no ready-made binding for ${platform} ${arch}.`);
  if (platform === 'linux' && machine.glibc === null)
    throw new Error('The ready-made binding needs the GNU C library (glibc), which this Linux does not use.');
  const { version, binary } = JSON.parse(
    await readFile(path.join(bindingPackage(root), 'package.json'), 'utf8'),
  );
  const variant = machine.cuda11 && platform !== 'darwin' ? 'gpu' : 'cpu';
  const ending = platform === 'win32' ? 'zip' : 'tar.gz';
  // The same host under all of the names by which people already redirect that script.
  const standard = new URL(binary.host);
  const host = withSlash(
    env.GENLOOM_TFJS_BINARIES ||
      env.TFJS_NODE_CDN_STORAGE ||
      env.npm_config_TFJS_NODE_CDN_STORAGE ||
      env.CDN_STORAGE ||
      `${standard.origin}/`,
  );
  const libraries =
    env.TFJS_NODE_BASE_URI ||
    env.npm_config_TFJS_NODE_BASE_URI ||
    `${host}tensorflow/libtensorflow/libtensorflow-`;
  const bindings = withSlash(
    env.npm_config_tfjs_binding_binary_host || `${host}${standard.pathname.replace(/^\//, '')}`,
  );
  const folder = binary.remote_path
    .replace('{napi_build_version}', '8')
    .replace('{version}', version)
    .replace(/^\.\//, '');
  return {
    library: `${libraries}${variant}-${system}-x86_64-${LIBTENSORFLOW}.${ending}`,
    binding: `${bindings}${folder}${variant.toUpperCase()}-${system}-${version}.${ending}`,
    variant,
  };
}

/** @param {string} url */
const withSlash = (url) => (url.endsWith('/') ? url : `${url}/`);

/**
 * Fetches both and puts them in place, the binding last.
 * @param {{ root: string, machine: import('./machine.mjs').Machine, env: NodeJS.ProcessEnv, tell: import('../tell.mjs').Tell }} place
 * @returns {Promise<{ variant: import('./wheel.mjs').Variant, folder: string, libraries: string[] }>}
 * @throws a sentence
 */
export async function installReadyMade({ root, machine, env, tell }) {
  const addresses = await readyMadeAddresses(root, machine, env);
  const pip = pipSettings(env, machine.platform);
  const network = { env, proxy: pip.proxy, cert: pip.cert };
  const work = path.join(memoryFolder(root), `ready-made-${process.pid}`);
  const unpack = machine.platform === 'win32' ? unzip : untar;
  const deps = path.join(bindingPackage(root), 'deps');
  try {
    await mkdir(work, { recursive: true });
    // The small one first: it tells soonest whether the host can be reached.
    const files = { binding: path.join(work, 'binding'), library: path.join(work, 'library') };
    for (const [what, label] of /** @type {const} */ ([
      ['binding', { en: "TensorFlow's ready-made binding", ko: '미리 만들어진 TensorFlow 바인딩 내려받기' }],
      [
        'library',
        {
          en: `TensorFlow ${LIBTENSORFLOW}, ready-made`,
          ko: `미리 만들어진 TensorFlow ${LIBTENSORFLOW} 내려받기`,
        },
      ],
    ]))
      await download(
        { url: addresses[what], file: files[what], label, patience: PATIENCE, attempts: 1 },
        network,
        tell,
      );
    await unpack(files.binding, path.join(work, 'lib'), (name) => name.split('/').slice(1).join('/') || null);
    await unpack(files.library, path.join(work, 'deps'), (name) => name);
    const libraries = libraryFiles(machine.platform);
    for (const name of libraries) await mustExist(path.join(work, 'deps', 'lib', name), addresses.library);
    const made = path.join(work, 'lib', 'tfjs_binding.node');
    await mustExist(made, addresses.binding);
    await rm(deps, { recursive: true, force: true });
    await rename(path.join(work, 'deps'), deps);
    const target = bindingFile(root);
    await mkdir(path.dirname(target), { recursive: true });
    // Windows looks for a library beside the one that wants it.
    if (machine.platform === 'win32')
      await copyFile(
        path.join(deps, 'lib', 'tensorflow.dll'),
        path.join(path.dirname(target), 'tensorflow.dll'),
      );
    await rename(made, target);
    const folder = path.join(deps, 'lib');
    return { variant: addresses.variant, folder, libraries };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * What lies there already, because an earlier start or the package's own install script put it there.
 * @param {{ root: string, machine: import('./machine.mjs').Machine, env: NodeJS.ProcessEnv }} place
 */
export async function installedReadyMade({ root, machine, env }) {
  const { variant } = await readyMadeAddresses(root, machine, env);
  const folder = path.join(bindingPackage(root), 'deps', 'lib');
  const libraries = libraryFiles(machine.platform);
  for (const file of [bindingFile(root), ...libraries.map((name) => path.join(folder, name))])
    if (!(await stat(file).catch(() => null))) return null;
  return { variant, folder, libraries };
}

/** Takes away what rung 1 put in place. @param {string} root */
export async function removeReadyMade(root) {
  await rm(bindingFile(root), { force: true });
  await rm(path.join(bindingPackage(root), 'deps'), { recursive: true, force: true });
}

/** @param {string} platform */
const libraryFiles = (platform) =>
  platform === 'win32'
    ? ['tensorflow.dll']
    : platform === 'darwin'
      ? ['libtensorflow.2.dylib', 'libtensorflow_framework.2.dylib']
      : ['libtensorflow.so.2', 'libtensorflow_framework.so.2'];

/** @param {string} file @param {string} address */
async function mustExist(file, address) {
  if (!(await stat(file).catch(() => null)))
    throw new Error(`${new URL(address).host} sent an archive without ${path.basename(file)}.`);
}
