import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, describe, expect, test } from 'vitest';
import { removeUnfinishedWrites, writeFileAtomic } from '../../../main/projects/atomic-file.ts';
import { projectRoot } from '../../../main/projects/root.ts';
import { mountSmallDisk } from './small-disk.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-atomic-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fresh = (name: string) => {
  mkdirSync(path.join(folder, name));
  return path.join(folder, name);
};

describe('writing a file atomically', () => {
  test('begins and replaces it, with bytes or with text, and leaves nothing else', async () => {
    const here = fresh('plain');
    const file = path.join(here, '문서.genloom');
    await writeFileAtomic(file, 'first, 처음');
    expect(readFileSync(file, 'utf8')).toBe('first, 처음');
    await writeFileAtomic(file, Uint8Array.of(1, 2, 3));
    expect([...readFileSync(file)]).toEqual([1, 2, 3]);
    await writeFileAtomic(file, new Uint8Array(0));
    expect(readFileSync(file)).toHaveLength(0);
    expect(readdirSync(here)).toEqual(['문서.genloom']);
  });

  test('keeps the permissions of the old file and follows a link to it', async () => {
    const here = fresh('link');
    const file = path.join(here, 'target');
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    symlinkSync(file, path.join(here, 'link'));
    await writeFileAtomic(path.join(here, 'link'), 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(here).sort()).toEqual(['link', 'target']);
  });

  test('ten writes at once end with the whole of one of them', async () => {
    const file = path.join(fresh('race'), 'file');
    const contents = Array.from({ length: 10 }, (_, k) => Buffer.alloc(300_000, k));
    await Promise.all(contents.map((content) => writeFileAtomic(file, content)));
    const found = readFileSync(file);
    expect(contents.some((content) => content.equals(found))).toBe(true);
    expect(readdirSync(path.dirname(file))).toEqual(['file']);
  });

  test('a missing folder, a folder and a file on the way are told with a sentence', async () => {
    const here = fresh('wrong');
    writeFileSync(path.join(here, 'file'), '');
    const write = (...parts: string[]) => writeFileAtomic(path.join(here, ...parts), 'x');
    await expect(write('none', 'file')).rejects.toThrow(
      'does not exist. Check the path, or create the folder first.',
    );
    await expect(writeFileAtomic(here, 'x')).rejects.toThrow(
      'It is a folder and no file. Choose another name.',
    );
    await expect(write('file', 'file')).rejects.toThrow('A part of the path is a file and no folder.');
    await expect(write('n'.repeat(300))).rejects.toThrow('The name is too long for this disk.');
    await expect(write('none', 'file')).rejects.toMatchObject({ code: 'ENOENT', cause: { code: 'ENOENT' } });
    expect(readdirSync(here)).toEqual(['file']);
  });

  test('what a killed write left is removed when asked, and nothing else', async () => {
    const here = fresh('leftover');
    const left = '.genloom-0123456789abcdef.tmp';
    for (const name of [left, '.genloom-notes.tmp', 'x.tmp', 'weights'])
      writeFileSync(path.join(here, name), '');
    expect(await removeUnfinishedWrites(here)).toEqual([left]);
    expect(readdirSync(here).sort()).toEqual(['.genloom-notes.tmp', 'weights', 'x.tmp']);
  });

  test('a process killed with SIGKILL in mid-write leaves a whole file, old or new', async () => {
    const here = fresh('killed');
    const { output } = (await build({
      root: projectRoot(),
      logLevel: 'silent',
      configFile: false,
      build: { ssr: 'main/projects/atomic-file.ts', write: false, target: 'node20' },
    })) as { output: { code: string }[] };
    writeFileSync(path.join(here, 'atomic-file.mjs'), output[0]!.code);
    const writer = `
      import { writeFileAtomic } from './atomic-file.mjs';
      for (let k = 0; ; k++) await writeFileAtomic('file', Buffer.alloc(2_000_000, k % 256)).then(() => k || console.log('on'));`;
    writeFileSync(path.join(here, 'writer.mjs'), writer);
    let leftovers = 0;
    for (let kill = 0; kill < 8; kill++) {
      const child = spawn(process.execPath, ['writer.mjs'], {
        cwd: here,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await wait(3 + 5 * kill);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const found = readFileSync(path.join(here, 'file'));
      expect(found).toHaveLength(2_000_000);
      expect(found.every((byte) => byte === found[0])).toBe(true);
      leftovers += (await removeUnfinishedWrites(here)).length;
    }
    expect(leftovers).toBeGreaterThan(0); // so the kills did hit writes
    expect(readdirSync(here).sort()).toEqual(['atomic-file.mjs', 'file', 'writer.mjs']);
  });
});

describe('writing a file on a bad disk', () => {
  test('that is full keeps the old file whole, leaves nothing, and says what to do', async (context) => {
    const disk = mountSmallDisk(64);
    if (typeof disk === 'string') return context.skip(disk);
    try {
      const file = path.join(disk.folder, 'file');
      await writeFileAtomic(file, 'good');
      // the first 60 KiB find room: a write that looks only for an error would take that for success
      await expect(writeFileAtomic(file, new Uint8Array(100_000))).rejects.toThrow(
        `Could not write "${file}". The disk is full. Free some space and try again. What was there before is untouched.`,
      );
      expect(readFileSync(file, 'utf8')).toBe('good');
      expect(readdirSync(disk.folder)).toEqual(['file']);
    } finally {
      disk.remove();
    }
  });

  test('that is read-only says so', async (context) => {
    const disk = mountSmallDisk(64);
    if (typeof disk === 'string') return context.skip(disk);
    try {
      const file = path.join(disk.folder, 'file');
      await writeFileAtomic(file, 'good');
      disk.readOnly();
      await expect(writeFileAtomic(file, 'new')).rejects.toThrow(
        'The disk is read-only. Choose a folder on another disk.',
      );
      await expect(writeFileAtomic(`${file}2`, 'new')).rejects.toThrow('The disk is read-only.');
      expect(readFileSync(file, 'utf8')).toBe('good');
    } finally {
      disk.remove();
    }
  });

  test('in a folder or over a file that this account may not write says so', async (context) => {
    if (process.platform === 'win32') return context.skip('Windows keeps permissions in another way');
    const here = fresh('closed');
    const file = path.join(here, 'file');
    writeFileSync(file, 'good');
    chmodSync(file, 0o444);
    const superuser = process.getuid?.() === 0; // who may write everywhere: act as somebody else meanwhile
    if (superuser) for (const name of [folder, here, file]) chownSync(name, 65534, 65534);
    if (superuser) process.seteuid!(65534);
    try {
      await expect(writeFileAtomic(file, 'new')).rejects.toThrow('This account may not do that there.');
      chmodSync(here, 0o555);
      await expect(writeFileAtomic(path.join(here, 'b'), 'new')).rejects.toThrow(
        'This account may not do that there.',
      );
    } finally {
      if (superuser) process.seteuid!(0);
      chmodSync(here, 0o755);
    }
    expect(readFileSync(file, 'utf8')).toBe('good');
    expect(readdirSync(here)).toEqual(['file']);
  });
});
