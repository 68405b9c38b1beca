// Brings a file onto this machine: with progress, resumed where it was cut, and under its name only when it is whole and right.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { explainNetworkError, isNetworkError } from '../explain-error.mjs';
import { megabytes } from '../tell.mjs';
import { request, shown } from './request.mjs';

/**
 * @typedef {object} Download
 * @property {string} url
 * @property {string} file where it shall lie; a `.part` file stands beside it meanwhile
 * @property {import('../tell.mjs').Words} label for the line of progress
 * @property {string} [sha256] what its hash must be; with it a file that was cut is resumed, without it begun anew
 * @property {number} [patience] milliseconds until an answer must begin
 * @property {number} [attempts] how often to try while nothing at all comes
 */

/** Before the second attempt (ms); doubled each time. */
const PAUSE = 500;

/**
 * @param {Download} wanted
 * @param {import('./request.mjs').Network} network
 * @param {import('../tell.mjs').Tell} tell
 * @throws a sentence; the part that has come stays for the next time if its hash can be checked then
 */
export async function download({ url, file, label, sha256, patience, attempts = 4 }, network, tell) {
  const part = `${file}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  if (sha256 === undefined) await rm(part, { force: true });
  let resumed = (await sizeOf(part)) > 0;
  let restarted = false;
  for (let attempt = 1; ; attempt++) {
    const before = await sizeOf(part);
    try {
      await fetchRest(url, part, label, network, tell, patience);
      const actual = sha256 === undefined ? undefined : await hashOf(part);
      if (actual === sha256) break;
      await rm(part, { force: true });
      if (!resumed || restarted)
        throw new Error(
          `${shown(new URL(url))} is not the file that the index tells of: its sha256 is ${actual}, expected ${sha256}. It was removed.`,
        );
      restarted = true; // What lay there before did not fit: once more, from the beginning.
    } catch (error) {
      if (sha256 === undefined) await rm(part, { force: true });
      const got = await sizeOf(part);
      if (got === 0) await rm(part, { force: true });
      if (!isNetworkError(error)) throw error;
      resumed ||= got > 0;
      if (got > before) attempt = 1; // It moves: patience.
      else if (attempt >= attempts) throw error;
      const why = /** @type {Error} */ (error).message;
      const [en, ko] = typeof label === 'string' ? [label, label] : [label.en, label.ko];
      tell.say({
        en: `${en}: ${why} Trying again from ${megabytes(got)} MB.`,
        ko: `${ko}: ${why} ${megabytes(got)} MB부터 다시 시도합니다.`,
      });
      await new Promise((resolve) => setTimeout(resolve, PAUSE * 2 ** (attempt - 1)));
    }
  }
  await rename(part, file);
}

/**
 * Appends to `part` what it lacks.
 * @param {string} url @param {string} part @param {import('../tell.mjs').Words} label
 * @param {import('./request.mjs').Network} network @param {import('../tell.mjs').Tell} tell
 * @param {number} [patience]
 */
async function fetchRest(url, part, label, network, tell, patience) {
  const target = await open(part, 'a'); // Before asking: what comes while nobody reads is lost when the connection breaks.
  try {
    const have = (await target.stat()).size;
    /** @type {Record<string, string>} */
    const headers = have > 0 ? { range: `bytes=${have}-` } : {};
    const answer = await request(url, network, patience === undefined ? { headers } : { headers, patience });
    const from = answer.statusCode === 206 ? have : 0;
    const length = Number(answer.headers['content-length']);
    const total = Number.isFinite(length) ? from + length : null;
    const progress = tell.progress(label, total, from);
    let done = from;
    for await (const chunk of answer) {
      if (done === 0 && have > 0) await target.truncate(); // It sends all of it again.
      await target.writeFile(chunk);
      done += chunk.length;
      progress.at(done);
    }
    await target.sync();
    if (total !== null && done !== total)
      throw Object.assign(
        new Error(`${shown(new URL(url))} was cut: ${done} bytes came, expected ${total}.`),
        {
          transient: true,
        },
      );
    progress.end();
  } catch (error) {
    // Nothing follows what is there: the hash will judge it.
    if (/** @type {{ status?: number }} */ (error).status === 416) return;
    throw explainNetworkError(error, new URL(url).host);
  } finally {
    await target.close();
  }
}

/** @param {string} file */
const sizeOf = (file) =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** @param {string} file */
async function hashOf(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
