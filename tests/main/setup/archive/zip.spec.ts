import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';

import { unzip } from '../../../../main/setup/archive/zip.mjs';
import { makeZip } from '../stand-ins/archives.ts';
import { filesBelow, temporaryFolder } from '../stand-ins/folder.ts';

const all = (name: string) => name;

it('unpacks what another program packed', async () => {
  const folder = temporaryFolder();
  const content = { 'a/b.txt': Buffer.from('hello '.repeat(1000)), 'empty.txt': Buffer.alloc(0) };
  writeFileSync(path.join(folder, 'x.zip'), zipSync(content));
  const seen: number[][] = [];
  const sizes = await unzip(path.join(folder, 'x.zip'), path.join(folder, 'out'), all, (...far) =>
    seen.push(far),
  );
  expect([...sizes]).toEqual([
    ['a/b.txt', 6000],
    ['empty.txt', 0],
  ]);
  expect(readFileSync(path.join(folder, 'out/a/b.txt'))).toEqual(content['a/b.txt']);
  expect(seen.at(-1)).toEqual([6000, 6000]);
});

it.each([false, true])('gives back any files, deflated or stored (zip64: %s)', async (zip64) => {
  const folder = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 6 }),
      async (contents) => {
        const files = Object.fromEntries(
          contents.map((bytes, i) => [`folder ${i}/파일-${i}`, Buffer.from(bytes)]),
        );
        writeFileSync(path.join(folder, 'x.zip'), makeZip(files, { zip64 }));
        await unzip(path.join(folder, 'x.zip'), path.join(folder, 'out'), all);
        for (const [name, bytes] of Object.entries(files))
          expect(readFileSync(path.join(folder, 'out', name)).equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

it('unpacks only what is chosen, under the name that is chosen', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'x.zip'), makeZip({ 'p/keep.so': 'k', 'p/leave.py': 'l' }));
  const seen: number[][] = [];
  await unzip(
    path.join(folder, 'x.zip'),
    path.join(folder, 'out'),
    (name) => (name.endsWith('.so') ? 'kept' : null),
    (...far) => seen.push(far),
  );
  expect(seen).toEqual([[1, 1]]);
  expect(filesBelow(path.join(folder, 'out'))).toEqual(['kept']);
});

it('refuses names that lead out of the folder', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'x.zip'), makeZip({ '../evil': 'x' }));
  await expect(unzip(path.join(folder, 'x.zip'), path.join(folder, 'out'), all)).rejects.toThrow(
    'leads out of its folder',
  );
  expect(filesBelow(folder)).toEqual(['x.zip']);
});

it('says of any cut or flipped byte that the file is damaged, or gives the right content', async () => {
  const folder = temporaryFolder();
  const content = Buffer.from(Array.from({ length: 400 }, (_, i) => (i * i) % 251));
  const whole = makeZip({ 'a.bin': content, 'b.bin': content });
  const file = path.join(folder, 'x.zip');
  const out = path.join(folder, 'out');
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, mask, cut) => {
        const broken = Buffer.from(whole);
        broken[at]! ^= mask;
        writeFileSync(file, cut ? whole.subarray(0, at) : broken);
        const sizes = await unzip(file, out, all).catch((error: Error) => error);
        if (sizes instanceof Error) expect(sizes.message).toMatch(/x\.zip" (is|packs) |leads out/);
        else
          for (const name of sizes.keys())
            expect(readFileSync(path.join(out, name)).equals(content)).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});
