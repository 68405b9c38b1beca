import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claim, release } from '../../../main/projects/claim.ts';

let folder: string;
const file = () => path.join(folder, 'training.pid');

beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'genloom-claim-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a claim on a run', () => {
  test('is told to others while its process lives, and does not outlive it', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    writeFileSync(file(), `${other.pid}\n`);
    expect(() => claim(folder)).toThrow(`is being trained by another process (${other.pid})`);
    release(folder);
    expect(existsSync(file())).toBe(true);
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    claim(folder);
    expect(readFileSync(file(), 'utf8').trim()).toBe(String(process.pid));
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
    expect(readFileSync(file(), 'utf8').trim()).toBe(String(process.pid));
  });
});
