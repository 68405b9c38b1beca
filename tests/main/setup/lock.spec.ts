import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { withLock } from '../../../main/setup/lock.mjs';
import { runTool } from '../../../main/setup/run-tool.mjs';
import { temporaryFolder } from './stand-ins/folder.ts';

/** A lock as another process would hold it. */
function heldBy(owner: { pid: number; host: string }): string {
  const lock = path.join(temporaryFolder(), 'x.lock');
  mkdirSync(lock);
  writeFileSync(path.join(lock, 'owner.json'), JSON.stringify({ ...owner, token: 'theirs' }));
  return lock;
}

/** The id of a process that has ended. */
async function endedProcess(): Promise<number> {
  return Number((await runTool(process.execPath, ['-p', 'process.pid'])).out);
}

it('lets one work at a time, and leaves nothing behind', async () => {
  const folder = temporaryFolder();
  const lock = path.join(folder, 'deep', 'x.lock');
  let inside = 0;
  const waits: number[] = [];
  const work = (i: number) =>
    withLock(
      lock,
      async () => {
        expect(++inside).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside--;
        return i;
      },
      () => waits.push(i),
    );
  expect(await Promise.all([0, 1, 2].map(work))).toEqual([0, 1, 2]);
  expect(waits).toHaveLength(2);
  expect(readdirSync(path.join(folder, 'deep'))).toEqual([]);
});

it('is free again after work that fails', async () => {
  const lock = path.join(temporaryFolder(), 'x.lock');
  const failing = withLock(lock, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

it('takes over from a process of this machine that has ended', async () => {
  const lock = heldBy({ pid: await endedProcess(), host: hostname() });
  expect(await withLock(lock, () => Promise.resolve('mine'))).toBe('mine');
  expect(readdirSync(path.dirname(lock))).toEqual([]);
});

it('takes over from a machine that fell silent, but waits for one that works', async () => {
  const lock = heldBy({ pid: await endedProcess(), host: 'another-machine' });
  const taken: string[] = [];
  const waiting = withLock(
    lock,
    async () => void taken.push('work'),
    () => taken.push('wait'),
  );
  await expect.poll(() => taken).toEqual(['wait']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(taken).toEqual(['wait']);
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(lock, longAgo, longAgo);
  await waiting;
  expect(taken).toEqual(['wait', 'work']);
});
