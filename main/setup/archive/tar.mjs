// Unpacks a .tar.gz: files, folders and links, with the long names of GNU and pax.
// https://www.gnu.org/software/tar/manual/html_node/Standard.html
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';

import { inside } from './inside.mjs';

const BLOCK = 512;

/**
 * @param {string} file
 * @param {string} folder made if missing
 * @param {(name: string) => string | null} [choose] where below `folder` an entry goes; null: leave it
 * @returns {Promise<string[]>} the paths below `folder` of what was unpacked
 * @throws a sentence where the file is no .tar.gz, is cut or damaged, or leads out of the folder
 */
export async function untar(file, folder, choose = (name) => name) {
  const root = path.resolve(folder);
  const input = createReadStream(file);
  const gunzip = createGunzip();
  input.once('error', (error) => gunzip.destroy(error));
  const bytes = reader(input.pipe(gunzip));
  try {
    return await unpackAll(bytes, root, choose);
  } catch (error) {
    const code = String(/** @type {NodeJS.ErrnoException} */ (error).code);
    if (code.startsWith('Z_') || error === CUT)
      throw new Error(`"${file}" is no .tar.gz file, or is cut or damaged.`, { cause: error });
    throw error;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

/** The archive ended, or went wrong, before its end. */
const CUT = new Error('cut');

/**
 * @param {ReturnType<typeof reader>} bytes @param {string} root @param {(name: string) => string | null} choose
 */
async function unpackAll(bytes, root, choose) {
  /** @type {string[]} */
  const unpacked = [];
  /** Fields that an earlier entry tells for the next one. @type {{ path?: string, linkpath?: string, size?: number }} */
  let told = {};
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header.every((byte) => byte === 0)) {
      await bytes.drain(); // So that gzip's own checksum is looked at.
      return unpacked;
    }
    checkSum(header);
    const kind = String.fromCharCode(header[156] ?? 0);
    const size = told.size ?? number(header.subarray(124, 136));
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (kind === 'L' || kind === 'K' || kind === 'x' || kind === 'g') {
      const data = await bytes.take(size);
      await bytes.take(padding);
      if (kind === 'L') told.path = text(data);
      else if (kind === 'K') told.linkpath = text(data);
      else if (kind === 'x') Object.assign(told, paxFields(data));
      continue;
    }
    const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? text(header.subarray(345, 500)) : '';
    const name = told.path ?? (prefix ? `${prefix}/` : '') + text(header.subarray(0, 100));
    const linkName = told.linkpath ?? text(header.subarray(157, 257));
    told = {};
    const to = choose(name.replace(/^(\.\/)+/, '').replace(/\/+$/, ''));
    if (to === null || to === '' || to === '.') await bytes.skip(size);
    else {
      const target = inside(root, to);
      await makePlace(target, root, kind === '5');
      if (kind === '0' || kind === '\0' || kind === '7')
        await writeFile(bytes, target, size, number(header.subarray(100, 108)) & 0o777);
      else {
        await bytes.skip(size);
        if (kind === '2') {
          inside(root, path.join(path.dirname(to), linkName)); // only to refuse it if it leads out
          await symlink(linkName, target);
        } else if (kind === '1') await link(inside(root, linkName.replace(/^\.\//, '')), target);
      }
      unpacked.push(to);
    }
    await bytes.take(padding);
  }
}

/** @param {string} target @param {string} root @param {boolean} isFolder */
async function makePlace(target, root, isFolder) {
  await mkdir(isFolder ? target : path.dirname(target), { recursive: true });
  if (!isFolder && target !== root) await rm(target, { force: true });
}

/** @param {ReturnType<typeof reader>} bytes @param {string} target @param {number} size @param {number} mode */
async function writeFile(bytes, target, size, mode) {
  const output = await open(target, 'w', mode || 0o644);
  try {
    await bytes.each(size, (chunk) => output.writeFile(chunk));
    await output.sync();
  } finally {
    await output.close();
  }
}

/** @param {Buffer} header */
function checkSum(header) {
  let sum = 8 * 32; // the field itself counts as spaces
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] ?? 0;
  if (sum !== number(header.subarray(148, 156))) throw CUT;
}

/** Octal digits, or, with the first bit set, binary. @param {Buffer} field */
function number(field) {
  if ((field[0] ?? 0) & 0x80) return Number(BigInt(`0x${field.toString('hex')}`) & ((1n << 63n) - 1n));
  return parseInt(text(field).trim() || '0', 8);
}

/** @param {Buffer} field */
function text(field) {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

/** Lines of "length key=value". @param {Buffer} data */
function paxFields(data) {
  /** @type {{ path?: string, linkpath?: string, size?: number }} */
  const fields = {};
  for (let p = 0; p < data.length;) {
    const length = parseInt(data.toString('latin1', p, p + 20), 10);
    if (!(length > 0)) throw CUT;
    const line = data.toString('utf8', p, p + length - 1);
    const [, key, value = ''] = /^\d+ ([^=]+)=(.*)$/s.exec(line) ?? [];
    if (key === 'path' || key === 'linkpath') fields[key] = value;
    else if (key === 'size') fields.size = Number(value);
    p += length;
  }
  return fields;
}

/**
 * Reads a stream by counts of bytes.
 * @param {AsyncIterable<Buffer>} stream
 */
function reader(stream) {
  const chunks = stream[Symbol.asyncIterator]();
  /** @type {Buffer} */
  let rest = Buffer.alloc(0);
  /** Hands over exactly `size` bytes, piece by piece. @param {number} size @param {(chunk: Buffer) => unknown} use */
  const each = async (size, use) => {
    for (let left = size; left > 0;) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done) throw CUT;
        rest = next.value;
      }
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      await use(piece);
    }
  };
  return {
    each,
    /** @param {number} size */
    skip: (size) => each(size, () => {}),
    /** @param {number} size */
    async take(size) {
      /** @type {Buffer[]} */
      const pieces = [];
      await each(size, (piece) => pieces.push(piece));
      return Buffer.concat(pieces);
    },
    async drain() {
      while (!(await chunks.next()).done);
    },
  };
}
