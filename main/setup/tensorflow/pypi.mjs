// Rung 2, first half: TensorFlow's library from PyPI into the user's cache folder, once for all checkouts.
import { mkdir, readFile, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { unzip } from '../archive/zip.mjs';
import { download } from '../net/download.mjs';
import { pipSettings } from '../net/pip-settings.mjs';
import { readText, request, shown } from '../net/request.mjs';
import { megabytes } from '../tell.mjs';
import { chooseWheel, libraryNames, readIndex, TENSORFLOW, wantedFromWheel, wheelProject } from './wheel.mjs';

/**
 * @typedef {object} Place
 * @property {string} cache the user's cache folder for Genloom
 * @property {import('./machine.mjs').Machine} machine
 * @property {import('./wheel.mjs').Variant} variant
 * @property {NodeJS.ProcessEnv} env
 * @property {import('../tell.mjs').Tell} tell
 *
 * @typedef {{ version: string, wheel: string, sha256: string, files: Record<string, number> }} Library
 * `files`: the size of each library in bytes
 */

/** Unpacked, a wheel's libraries and headers take up to this many times its own size. */
const UNPACKED = 3.5;
/** Taken where the index does not tell the wheel's size (bytes). */
const USUAL_WHEEL = 300e6;

/** @param {Pick<Place, 'cache' | 'machine' | 'variant'>} place */
export const libraryFolder = ({ cache, machine, variant }) =>
  path.join(cache, 'tensorflow', `${TENSORFLOW}-${variant}-${machine.platform}-${machine.arch}`);

/**
 * The library in the cache, if it is whole.
 * @param {Pick<Place, 'cache' | 'machine' | 'variant'>} place
 * @returns {Promise<Library | null>}
 */
export async function cachedLibrary(place) {
  const folder = libraryFolder(place);
  try {
    /** @type {Library} */
    const library = JSON.parse(await readFile(path.join(folder, 'library.json'), 'utf8'));
    for (const name of libraryNames(place.machine.platform))
      if ((await stat(path.join(folder, name))).size !== library.files[name]) return null;
    return library;
  } catch {
    return null;
  }
}

/**
 * Fetches the wheel, checks it against the index's hash and unpacks what is wanted. To be called by one process at a time; what an
 * earlier one left when it was cut off is resumed or removed.
 * @param {Place} place
 * @throws a sentence
 */
export async function fetchLibrary(place) {
  const { cache, machine, variant, env, tell } = place;
  const folder = libraryFolder(place);
  const downloads = path.join(cache, 'downloads');
  await mkdir(downloads, { recursive: true });
  await removeLeftOvers(folder);
  const pip = pipSettings(env, machine.platform);
  const network = { env, proxy: pip.proxy, cert: pip.cert };
  const wheel = await findWheel(wheelProject(machine, variant), pip.indexes, machine, network);
  await checkSpace(downloads, wheel.size ?? USUAL_WHEEL);

  const file = path.join(downloads, `${wheel.sha256}.whl`);
  const label = {
    en: `TensorFlow ${TENSORFLOW} from PyPI`,
    ko: `PyPI에서 TensorFlow ${TENSORFLOW} 내려받기`,
  };
  await download({ url: wheel.url, file, label, sha256: wheel.sha256 }, network, tell);
  const partial = `${folder}.partial-${process.pid}`;
  try {
    const unpacking = { en: 'Unpacking TensorFlow', ko: 'TensorFlow 압축 풀기' };
    /** @type {import('../tell.mjs').Progress | undefined} */
    let progress;
    const unpacked = await unzip(
      file,
      partial,
      (name) => wantedFromWheel(name, machine.platform),
      (bytes, all) => (progress ??= tell.progress(unpacking, all)).at(bytes),
    );
    progress?.end();
    const files = Object.fromEntries(
      libraryNames(machine.platform).map((name) => {
        const size = unpacked.get(name);
        if (size === undefined) throw new Error(`${wheel.filename} does not hold ${name}.`);
        return [name, size];
      }),
    );
    /** @type {Library} */
    const library = { version: TENSORFLOW, wheel: wheel.filename, sha256: wheel.sha256, files };
    await writeFile(path.join(partial, 'library.json'), JSON.stringify(library, null, 2), { flush: true });
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
    await rm(file, { force: true });
  }
}

/**
 * @param {string} project @param {readonly string[]} indexes @param {import('./machine.mjs').Machine} machine
 * @param {import('../net/request.mjs').Network} network
 */
async function findWheel(project, indexes, machine, network) {
  if (indexes.length === 0) throw new Error('pip is told to use no index (no-index), so neither is Genloom.');
  for (const index of indexes) {
    const address = new URL(`${project}/`, index);
    let answer;
    try {
      answer = await request(address.href, network, {
        headers: { accept: 'application/vnd.pypi.simple.v1+json, text/html;q=0.5' },
      });
    } catch (error) {
      if (/** @type {{ status?: number }} */ (error).status === 404) continue; // This index has no such project.
      throw error;
    }
    const files = readIndex(await readText(answer), answer.headers['content-type'] ?? '', answer.from);
    const wheel = chooseWheel(files, machine, project);
    if (wheel === null) continue;
    if (wheel.sha256 === null)
      throw new Error(
        `${shown(address)} gives no sha256 for ${wheel.filename}, so it could not be checked and was not fetched.`,
      );
    return { ...wheel, sha256: wheel.sha256, url: withIndexCredentials(wheel.url, address) };
  }
  const places = indexes.map((index) => shown(new URL(index))).join(', ');
  throw new Error(
    `No file of ${project} ${TENSORFLOW} fits ${machine.platform} ${machine.arch}${machine.glibc ? ` with glibc ${machine.glibc}` : ''}; asked: ${places}`,
  );
}

/** A private index lists its files without the name and password that it wants for them, too. @param {string} url @param {URL} index */
function withIndexCredentials(url, index) {
  const file = new URL(url);
  if (file.origin === index.origin && !file.username) {
    file.username = index.username;
    file.password = index.password;
  }
  return file.href;
}

/** @param {string} folder @param {number} wheel bytes */
async function checkSpace(folder, wheel) {
  const needed = wheel * (1 + UNPACKED);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed)
    throw new Error(
      `"${folder}" has ${megabytes(bavail * bsize)} MB free, but TensorFlow needs ${megabytes(needed)} MB there for a while. Free some, or choose another place (XDG_CACHE_HOME).`,
    );
}

/** @param {string} folder */
async function removeLeftOvers(folder) {
  const parent = path.dirname(folder);
  for (const name of await readdir(parent).catch(() => /** @type {string[]} */ ([])))
    if (name.startsWith(`${path.basename(folder)}.partial-`))
      await rm(path.join(parent, name), { recursive: true, force: true });
}
