import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { untar } from '../../../../main/setup/archive/tar.mjs';
import { makeTar } from '../stand-ins/archives.ts';
import { filesBelow, temporaryFolder } from '../stand-ins/folder.ts';

it.each(['gnu', 'pax'] as const)('unpacks files, links and long names (%s)', async (long) => {
  const folder = temporaryFolder();
  const far = `${'deep/'.repeat(30)}file`;
  const entries = {
    './lib/libx.so.2.9.1': 'library',
    './lib/libx.so.2': { link: 'libx.so.2.9.1' },
    'lib/again.so': { hardLink: './lib/libx.so.2.9.1' },
    [far]: 'far',
  };
  writeFileSync(path.join(folder, 'x.tar.gz'), makeTar(entries, long));
  const out = path.join(folder, 'out');
  await untar(path.join(folder, 'x.tar.gz'), out);
  expect(filesBelow(out)).toEqual([far, 'lib/again.so', 'lib/libx.so.2', 'lib/libx.so.2.9.1'].sort());
  expect(readlinkSync(path.join(out, 'lib/libx.so.2'))).toBe('libx.so.2.9.1');
  for (const name of ['lib/libx.so.2', 'lib/again.so'])
    expect(readFileSync(path.join(out, name), 'utf8')).toBe('library');
  expect(readFileSync(path.join(out, far), 'utf8')).toBe('far');
});

it('gives back any files', async () => {
  const folder = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 2000 }), { minLength: 1, maxLength: 5 }),
      async (contents) => {
        const files = Object.fromEntries(contents.map((bytes, i) => [`${i}/파일`, Buffer.from(bytes)]));
        writeFileSync(path.join(folder, 'x.tar.gz'), makeTar(files));
        await untar(path.join(folder, 'x.tar.gz'), path.join(folder, 'out'));
        for (const [name, bytes] of Object.entries(files))
          expect(readFileSync(path.join(folder, 'out', name)).equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

it.each([
  ['a name', { '../evil': 'x' }],
  ['a link', { link: { link: '../../etc' } }],
  ['a hard link', { link: { hardLink: '../x.tar.gz' } }],
])('refuses %s that leads out of the folder', async (_, entries) => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'x.tar.gz'), makeTar(entries as Parameters<typeof makeTar>[0]));
  await expect(untar(path.join(folder, 'x.tar.gz'), path.join(folder, 'out'))).rejects.toThrow(
    'leads out of its folder',
  );
});

it('says at whatever byte it was cut that it was', async () => {
  const folder = temporaryFolder();
  const whole = makeTar({ 'a/b': Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i) % 251)) });
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      writeFileSync(path.join(folder, 'x.tar.gz'), whole.subarray(0, length));
      await expect(untar(path.join(folder, 'x.tar.gz'), path.join(folder, 'out'))).rejects.toThrow(
        /is no \.tar\.gz file, or is cut or damaged/,
      );
    }),
    { numRuns: 50 },
  );
});
