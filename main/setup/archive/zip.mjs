// Unpacks chosen files from a zip (a wheel is one), ZIP64 included, reading only what is chosen.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib'; // as a whole: an older Node, which lacks crc32, shall come as far as to be told that it is old

import { inside } from './inside.mjs';

/** @typedef {{ name: string, method: number, crc: number, packed: number, size: number, at: number, encrypted: boolean }} Entry */

const END = 0x06054b50; // "PK" 5 6: end of the central directory
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record may be followed by a comment of up to 65,535 bytes. */
const END_SEARCH = 22 + 0xffff;

/**
 * @param {string} file
 * @param {string} folder made if missing
 * @param {(name: string) => string | null} choose where below `folder` an entry goes; null: leave it
 * @param {(bytes: number, all: number) => void} [onBytes] unpacked so far, and of how many
 * @returns {Promise<Map<string, number>>} path below `folder` to size in bytes
 * @throws a sentence where the file is no zip, is cut or damaged, or is packed in a way not known here
 */
export async function unzip(file, folder, choose, onBytes = () => {}) {
  const zip = await open(file);
  try {
    /** @type {Map<string, number>} */
    const unpacked = new Map();
    const chosen = (await readDirectory(zip, file)).flatMap((entry) => {
      const to = entry.name.endsWith('/') ? null : choose(entry.name);
      return to === null ? [] : [{ entry, to }];
    });
    const all = chosen.reduce((sum, { entry }) => sum + entry.size, 0);
    let done = 0;
    for (const { entry, to } of chosen) {
      const target = inside(path.resolve(folder), to);
      await mkdir(path.dirname(target), { recursive: true });
      await unpack(zip, file, entry, target, (bytes) => onBytes(done + bytes, all));
      done += entry.size;
      unpacked.set(to, entry.size);
    }
    return unpacked;
  } finally {
    await zip.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} zip @param {string} file @param {Entry} entry @param {string} target
 * @param {(bytes: number) => void} onBytes of this entry
 */
async function unpack(zip, file, entry, target, onBytes) {
  const damaged = (/** @type {string} */ why) =>
    new Error(`"${file}" is damaged: ${entry.name} ${why}. Remove it and try again.`);
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8))
    throw new Error(`"${file}" packs ${entry.name} in a way (${entry.method}) that is not known here.`);
  const header = await readAt(zip, entry.at, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) throw damaged('is not where it should be');
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  let sum = 0;
  let size = 0;
  const check = new Transform({
    transform(chunk, _encoding, done) {
      sum = zlib.crc32(chunk, sum);
      size += chunk.length;
      onBytes(size);
      // A damaged stream may unpack without end.
      done(size > entry.size ? damaged('is longer than told') : null, chunk);
    },
  });
  const output = createWriteStream(target, { flush: true, highWaterMark: 1 << 20 });
  if (entry.packed === 0) await pipeline([], check, output);
  else {
    const end = start + entry.packed - 1;
    const input = createReadStream(file, { start, end, highWaterMark: 1 << 20 });
    try {
      await (entry.method === 0
        ? pipeline(input, check, output)
        : pipeline(input, zlib.createInflateRaw({ chunkSize: 1 << 18 }), check, output));
    } catch (error) {
      const code = String(/** @type {NodeJS.ErrnoException} */ (error).code);
      throw code.startsWith('Z_') ? damaged('cannot be unpacked') : error;
    }
  }
  if (size !== entry.size || sum !== entry.crc) throw damaged('does not match its checksum');
}

/**
 * @param {import('node:fs/promises').FileHandle} zip @param {string} file
 * @returns {Promise<Entry[]>}
 */
async function readDirectory(zip, file) {
  const noZip = () => new Error(`"${file}" is no zip file, or was cut. Remove it and try again.`);
  const { size } = await zip.stat();
  const tailAt = Math.max(0, size - END_SEARCH);
  const tail = await readAt(zip, tailAt, size - tailAt);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) throw noZip();
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let at = tail.readUInt32LE(end + 16);
  const locator = end - 20;
  if (locator >= 0 && tail.readUInt32LE(locator) === END64_LOCATOR) {
    const record = await readAt(zip, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (record.length < 56 || record.readUInt32LE(0) !== END64) throw noZip();
    count = Number(record.readBigUInt64LE(32));
    length = Number(record.readBigUInt64LE(40));
    at = Number(record.readBigUInt64LE(48));
  }
  if (at + length > size) throw noZip();
  const directory = await readAt(zip, at, length);
  /** @type {Entry[]} */
  const entries = [];
  let p = 0;
  for (let i = 0; i < count; i++) {
    if (p + 46 > directory.length || directory.readUInt32LE(p) !== CENTRAL) throw noZip();
    const nameLength = directory.readUInt16LE(p + 28);
    const extraLength = directory.readUInt16LE(p + 30);
    const next = p + 46 + nameLength + extraLength + directory.readUInt16LE(p + 32);
    if (next > directory.length) throw noZip();
    const extra = directory.subarray(p + 46 + nameLength, p + 46 + nameLength + extraLength);
    // Sizes that need more than 32 bits stand in an extra field, in this order, those that need it only.
    const wide = zip64Numbers(extra);
    const number = (/** @type {number} */ offset) => {
      const narrow = directory.readUInt32LE(p + offset);
      if (narrow !== 0xffffffff) return narrow;
      const next = wide.shift();
      if (next === undefined) throw noZip();
      return next;
    };
    const unpackedSize = number(24);
    const packed = number(20);
    const local = number(42);
    entries.push({
      name: directory.toString('utf8', p + 46, p + 46 + nameLength),
      method: directory.readUInt16LE(p + 10),
      crc: directory.readUInt32LE(p + 16),
      packed,
      size: unpackedSize,
      at: local,
      encrypted: (directory.readUInt16LE(p + 8) & 1) === 1,
    });
    p = next;
  }
  return entries;
}

/** @param {Buffer} extra @returns {number[]} */
function zip64Numbers(extra) {
  for (let p = 0; p + 4 <= extra.length; p += 4 + extra.readUInt16LE(p + 2)) {
    if (extra.readUInt16LE(p) !== 1) continue;
    const field = extra.subarray(p + 4, p + 4 + extra.readUInt16LE(p + 2));
    return Array.from({ length: Math.floor(field.length / 8) }, (_, i) =>
      Number(field.readBigUInt64LE(i * 8)),
    );
  }
  return [];
}

/** @param {import('node:fs/promises').FileHandle} zip @param {number} position @param {number} length */
async function readAt(zip, position, length) {
  const { buffer, bytesRead } = await zip.read({ buffer: Buffer.alloc(length), position });
  return buffer.subarray(0, bytesRead);
}
