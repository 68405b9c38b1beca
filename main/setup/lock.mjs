// One at a time across processes: a lock is a folder, because making one under a name either works or tells that it is there.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/** The holder touches its lock this often (ms). */
const BEAT = 5_000;
/** A lock whose holder was silent for this long is taken to be left over (ms). */
const SILENT = 60_000;
/** A waiter looks this often (ms). */
const LOOK = 200;

/**
 * Runs `work` while holding the lock `folder`; waits for whoever holds it. Left-over locks (their process has ended, or its
 * machine fell silent) are taken over. Should two ever hold it after all, their work must not hurt: both write under temporary
 * names and rename.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once if another holds it
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, onWait = () => {}) {
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  await acquire(folder, owner, onWait);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(folder, now, now).catch(() => {}); // Taken over: the work goes on under its temporary names.
  }, BEAT);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await readOwner(folder)) === owner) await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {string} owner @param {() => void} onWait */
async function acquire(folder, owner, onWait) {
  await mkdir(path.dirname(folder), { recursive: true });
  // Made whole under another name first, so that no lock is ever seen without its owner.
  const mine = `${folder}.${randomUUID()}`;
  await mkdir(mine);
  try {
    await writeFile(path.join(mine, 'owner.json'), owner);
    for (let waited = false; ; waited = true) {
      if (await renamed(mine, folder)) return;
      const holder = await readOwner(folder);
      if (await leftOver(folder, holder)) await takeAway(folder, holder);
      else {
        if (!waited) onWait();
        await new Promise((resolve) => setTimeout(resolve, LOOK));
      }
    }
  } finally {
    await rm(mine, { recursive: true, force: true });
  }
}

/** @param {string} from @param {string} to */
async function renamed(from, to) {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(code) && (await exists(to))) return false;
    throw error;
  }
}

/** @param {string} folder */
const exists = (folder) =>
  stat(folder).then(
    () => true,
    () => false,
  );

/** @param {string} folder */
const readOwner = (folder) => readFile(path.join(folder, 'owner.json'), 'utf8').catch(() => null);

/** @param {string} folder @param {string | null} holder */
async function leftOver(folder, holder) {
  const at = await stat(folder).catch(() => null);
  if (at === null) return false; // Just released: the next attempt takes it.
  if (Date.now() - at.mtimeMs > SILENT) return true;
  if (holder === null) return false;
  const { pid, host } = JSON.parse(holder);
  return host === hostname() && !alive(pid);
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'; // It lives, as another user.
  }
}

/**
 * Removes a left-over lock. The rename lets one waiter win; if it caught a newer lock than the one looked at, that goes back.
 * @param {string} folder @param {string | null} holder
 */
async function takeAway(folder, holder) {
  const away = `${folder}.${randomUUID()}`;
  if (
    !(await rename(folder, away).then(
      () => true,
      () => false,
    ))
  )
    return;
  if ((await readOwner(away)) !== holder && (await renamed(away, folder).catch(() => false))) return;
  await rm(away, { recursive: true, force: true });
}
