// Which of PyPI's TensorFlow files fits a machine, and what in it is wanted.

/** The version that Genloom is tested with. */
export const TENSORFLOW = '2.21.0';

/**
 * @typedef {{ filename: string, url: string, sha256: string | null, size: number | null, yanked: boolean }} IndexFile
 * @typedef {'cpu' | 'gpu'} Variant
 */

/**
 * The project on the index.
 * @param {import('./machine.mjs').Machine} machine
 * @param {Variant} variant
 * @throws a sentence where PyPI has none for this machine
 */
export function wheelProject({ platform, arch, glibc }, variant) {
  const here = `${platform} ${arch}`;
  if (platform === 'win32')
    throw new Error("PyPI's TensorFlow for Windows cannot be loaded without its Python.");
  if (!['linux x64', 'linux arm64', 'darwin arm64'].includes(here))
    throw new Error(`PyPI has no TensorFlow ${TENSORFLOW} for ${here}.`);
  if (platform === 'linux' && glibc === null)
    throw new Error("PyPI's TensorFlow needs the GNU C library (glibc), which this Linux does not use.");
  if (here !== 'linux x64' && variant === 'gpu')
    throw new Error(`PyPI's TensorFlow for ${here} knows no NVIDIA GPU.`);
  return here === 'linux x64' && variant === 'cpu' ? 'tensorflow-cpu' : 'tensorflow';
}

/**
 * The files that an index answered with, from JSON (PEP 691) or HTML (PEP 503).
 * @param {string} body
 * @param {string} type its content type
 * @param {string} from its address, for relative ones in it
 * @returns {IndexFile[]}
 */
export function readIndex(body, type, from) {
  if (type.includes('json')) {
    const { files } = JSON.parse(body);
    if (!Array.isArray(files)) throw new Error('The index answered with JSON that lists no files.');
    return files.map((file) => ({
      filename: String(file.filename),
      url: new URL(file.url, from).href,
      sha256: file.hashes?.sha256 ?? null,
      size: file.size ?? null,
      yanked: Boolean(file.yanked),
    }));
  }
  return [...body.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].map(([, attributes = '', name = '']) => {
    const address = /href\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1] ?? '';
    const url = new URL(address.replaceAll('&amp;', '&'), from);
    const sha256 = /^#sha256=([0-9a-f]{64})$/i.exec(url.hash)?.[1]?.toLowerCase() ?? null;
    url.hash = '';
    return {
      filename: name.trim(),
      url: url.href,
      sha256,
      size: null,
      yanked: /data-yanked/i.test(attributes),
    };
  });
}

/**
 * The file for a machine; the library inside is the same for every Python, so any will do, but always the same one.
 * @param {readonly IndexFile[]} files
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} project
 * @returns {IndexFile | null}
 */
export function chooseWheel(files, machine, project) {
  const start = `${project.replaceAll('-', '_')}-${TENSORFLOW}-`;
  const fitting = files.filter(
    ({ filename, yanked }) =>
      !yanked &&
      filename.startsWith(start) &&
      filename.endsWith('.whl') &&
      // name-version-python-abi-platform.platform.whl
      (filename.slice(0, -4).split('-')[4] ?? '').split('.').some((tag) => fits(tag, machine)),
  );
  return fitting.sort((a, b) => (a.filename < b.filename ? -1 : 1))[0] ?? null;
}

/** @param {string} tag @param {import('./machine.mjs').Machine} machine */
function fits(tag, { platform, arch, glibc }) {
  if (platform === 'darwin') return /^macosx_\d+_\d+_(arm64|universal2)$/.test(tag) && arch === 'arm64';
  const cpu = arch === 'x64' ? 'x86_64' : 'aarch64';
  const wanted = tag === `manylinux2014_${cpu}` ? '2_17' : /^manylinux_(\d+_\d+)_(.+)$/.exec(tag)?.[1];
  if (wanted === undefined || !tag.endsWith(`_${cpu}`) || glibc === null) return false;
  const [major = 0, minor = 0] = wanted.split('_').map(Number);
  const [ownMajor = 0, ownMinor = 0] = glibc.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/** The two libraries. @param {string} platform */
export const libraryNames = (platform) =>
  platform === 'darwin'
    ? ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib']
    : ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Where the headers lie that the binding includes, by way of others; the other 12,000 are not unpacked. */
const HEADERS = [
  'tensorflow/c/',
  'tensorflow/core/platform/',
  'tsl/platform/',
  'xla/tsl/c/',
  'absl/base/',
  'absl/log/',
  'absl/strings/',
];

/**
 * Where a file of the wheel goes in the library's folder; null: it is not wanted.
 * @param {string} name @param {string} platform
 */
export function wantedFromWheel(name, platform) {
  const own = name.replace(/^tensorflow\//, '');
  if (libraryNames(platform).includes(own)) return own;
  const header = /^include\/(.+\.(?:h|inc))$/.exec(own)?.[1];
  return header !== undefined && HEADERS.some((folder) => header.startsWith(folder)) ? own : null;
}
