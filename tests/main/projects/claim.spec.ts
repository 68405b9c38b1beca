import { spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claim, claimWorkspace, release, releaseWorkspace } from '../../../main/projects/claim.ts';

let folder: string;
const file = () => path.join(folder, 'training.pid');
const holder = (of = file()) => JSON.parse(readFileSync(of, 'utf8')) as { pid: number; started: string };

const others: ChildProcess[] = [];
/** A process that does nothing but be there. */
function another(): ChildProcess {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  others.push(other);
  return other;
}
async function kill(other: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await gone;
}
const heldBy = (pid: number, started: string | null = null): string =>
  JSON.stringify({ pid, started, since: Date.UTC(2026, 0, 2, 3, 4) });

beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'genloom-claim-'))));
afterEach(() => {
  for (const other of others.splice(0)) other.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('a claim on a run', () => {
  test('is told to others while its process lives, and does not outlive it', async () => {
    const other = another();
    writeFileSync(file(), heldBy(other.pid!));
    expect(() => claim(folder)).toThrow(`is being trained by another process (${other.pid})`);
    release(folder);
    expect(existsSync(file())).toBe(true);
    await kill(other);
    claim(folder);
    expect(holder().pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['training.pid']);
  });

  test('can be made again by the same process, and given back', () => {
    claim(folder);
    claim(folder);
    release(folder);
    expect(existsSync(file())).toBe(false);
    release(folder);
  });

  test('that says nothing does not count', () => {
    writeFileSync(file(), 'half');
    claim(folder);
    expect(holder().pid).toBe(process.pid);
  });

  test.runIf(process.platform === 'linux')(
    'of a process whose number another one has now does not count',
    () => {
      const other = another();
      writeFileSync(file(), heldBy(other.pid!, '1'));
      claim(folder);
      expect(holder()).toMatchObject({ pid: process.pid, started: expect.stringMatching(/^\d+$/) });
    },
  );
});

describe('a claim on a folder of projects', () => {
  const lock = () => path.join(folder, '.genloom', 'studio.lock');

  test('says who has it open, since when, and what to do', async () => {
    const other = another();
    mkdirSync(path.dirname(lock()));
    writeFileSync(lock(), heldBy(other.pid!));
    expect(() => claimWorkspace(folder)).toThrow(
      `The projects in ${folder} are open in another Genloom (process ${other.pid}, since 2026-01-02 03:04 UTC)`,
    );
    await kill(other);
    claimWorkspace(folder);
    expect(holder(lock()).pid).toBe(process.pid);
    releaseWorkspace(folder);
    expect(existsSync(lock())).toBe(false);
  });
});
