import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { hasDesktop } from '../../../main/setup/desktop.mjs';
import { electronFor } from '../../../main/setup/electron.mjs';
import { runElectron } from '../../../main/setup/open-studio.mjs';
import { projectRoot } from '../../../main/setup/places.mjs';
import { silence } from '../../../main/setup/tell.mjs';
import { makeZip } from './stand-ins/archives.ts';
import { fileServer } from './stand-ins/file-server.ts';
import { filesBelow, temporaryFolder } from './stand-ins/folder.ts';

const NAME = '/v45.0.0/electron-v45.0.0-linux-x64.zip';

/** A checkout with Electron's package but not its program, and a host that has it. */
async function setting() {
  const root = temporaryFolder();
  const folder = path.join(root, 'node_modules/electron');
  mkdirSync(path.join(root, 'node_modules/.genloom'), { recursive: true });
  mkdirSync(folder);
  symlinkSync(
    path.join(projectRoot, 'node_modules/@electron-internal'),
    path.join(root, 'node_modules/@electron-internal'),
  );
  const zip = makeZip({ version: '45.0.0', electron: '#!/bin/sh', 'locales/ko.pak': 'ko' });
  const sha256 = createHash('sha256').update(zip).digest('hex');
  writeFileSync(path.join(folder, 'package.json'), '{"version":"45.0.0"}');
  writeFileSync(path.join(folder, 'checksums.json'), JSON.stringify({ [path.basename(NAME)]: sha256 }));
  const server = await fileServer();
  onTestFinished(() => server.close());
  server.files.set(NAME, { body: zip });
  const find = (env: NodeJS.ProcessEnv = {}, more: object = {}) =>
    electronFor({
      root,
      env: { DISPLAY: ':0', ELECTRON_MIRROR: server.url, ...env },
      platform: 'linux',
      arch: 'x64',
      user: 1000,
      tell: silence,
      ...more,
    });
  return { root, folder, server, zip, find };
}

it('fetches the program of that version, whole, and only once', async () => {
  const { folder, server, find } = await setting();
  const file = path.join(folder, 'dist/electron');
  expect(await find()).toEqual({ file });
  expect(filesBelow(folder)).toEqual([
    'checksums.json',
    'dist/electron',
    'dist/locales/ko.pak',
    'dist/version',
    'package.json',
    'path.txt',
  ]);
  expect(readFileSync(path.join(folder, 'path.txt'), 'utf8')).toBe('electron');
  expect(await find()).toEqual({ file });
  expect(server.asked).toEqual([NAME]);
});

it('two starts at once fetch it once', async () => {
  const { server, find } = await setting();
  const both = await Promise.all([find(), find()]);
  expect(both[0]).toEqual(both[1]);
  expect(server.asked).toEqual([NAME]);
});

it('takes no program that is not what the package names', async () => {
  const { folder, server, zip, find } = await setting();
  server.files.set(NAME, { body: Buffer.concat([zip, Buffer.from('more')]) });
  expect(await find()).toMatchObject({ why: expect.stringContaining('sha256') as string });
  expect(existsSync(path.join(folder, 'dist'))).toBe(false);
});

it('says why it cannot be had, and asks again after a day or when told to', async () => {
  const { root, server, find } = await setting();
  server.files.clear();
  expect(await find()).toMatchObject({
    why: expect.stringMatching(/^Electron could not be fetched: /) as string,
  });
  const asked = server.asked.length;
  expect(await find()).toMatchObject({ why: expect.stringContaining('once a day') as string });
  expect(server.asked).toHaveLength(asked);
  await find({ GENLOOM_WINDOW: 'desktop' });
  expect(server.asked.length).toBeGreaterThan(asked);
  const missed = path.join(root, 'node_modules/.genloom/electron-missed');
  utimesSync(missed, new Date(0), new Date(0));
  await find();
  expect(server.asked.length).toBeGreaterThan(asked + 1);
});

it('does not wait for a host that does not answer', async () => {
  const { find } = await setting();
  const begun = performance.now();
  expect(await find({ ELECTRON_MIRROR: 'http://127.0.0.1:9/' })).toHaveProperty('why');
  expect(performance.now() - begun).toBeLessThan(8000);
});

it('is not asked for where it could open no window', async () => {
  const { server, find } = await setting();
  expect(await find({ DISPLAY: '' })).toEqual({ why: 'There is no display here.' });
  expect(await find({ CI: 'true' })).toEqual({ why: 'There is no display here.' });
  expect(await find({}, { user: 0 })).toEqual({ why: 'Electron opens no window for root.' });
  expect(await find({ GENLOOM_WINDOW: 'browser' })).toHaveProperty('why');
  expect(await find({ GENLOOM_WINDOW: 'cinema' })).toMatchObject({
    why: expect.stringContaining('auto') as string,
  });
  expect(await find({}, { arch: 'sparc' })).toMatchObject({
    why: expect.stringContaining('sparc') as string,
  });
  expect(server.asked).toEqual([]);
});

it('knows a desktop', () => {
  expect(hasDesktop({}, 'darwin')).toBe(true);
  expect(hasDesktop({}, 'win32')).toBe(true);
  expect(hasDesktop({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDesktop({}, 'linux')).toBe(false);
  expect(hasDesktop({ SSH_CONNECTION: '1 2 3 4', DISPLAY: ':10' }, 'linux')).toBe(false);
  expect(hasDesktop({ CI: '1' }, 'darwin')).toBe(false);
});

it.skipIf(process.platform === 'win32')(
  'runs it to its end, and tells when it opened no window at all',
  async () => {
    const folder = temporaryFolder();
    const program = (text: string) => {
      const file = path.join(folder, 'electron');
      writeFileSync(file, `#!/bin/sh\n${text}\n`);
      chmodSync(file, 0o755);
      return file;
    };
    expect(await runElectron(program('test "$1" = app'), 'app')).toBe(null);
    expect(await runElectron(program('exit 127'), 'app')).toContain('exit code 127');
    expect(await runElectron(program('kill -TRAP $$'), 'app')).toContain('SIGTRAP');
    expect(await runElectron(path.join(folder, 'nothing'), 'app')).toContain('could not be started');
    process.exitCode = 0;
  },
);
