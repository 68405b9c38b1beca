import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { download } from '../../../../main/setup/net/download.mjs';
import { silence } from '../../../../main/setup/tell.mjs';
import { fileServer, type Served } from '../stand-ins/file-server.ts';
import { temporaryFolder } from '../stand-ins/folder.ts';

const body = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i) % 251));
const sha256 = createHash('sha256').update(body).digest('hex');

async function setting(served: Served) {
  const server = await fileServer();
  onTestFinished(server.close);
  server.files.set('/f', served);
  const file = path.join(temporaryFolder(), 'deep/f');
  const fetch = (wanted: { sha256?: string; attempts?: number } = { sha256 }) =>
    download({ url: `${server.url}f`, file, label: 'f', ...wanted }, { env: {} }, silence);
  return { server, file, fetch };
}

it('fetches a file, telling how far it is', async () => {
  const { server, file } = await setting({ body });
  const told: unknown[] = [];
  const tell = {
    say: (line: unknown) => void told.push(line),
    progress: (label: unknown, total: number | null) => {
      told.push(label, total);
      return { at: () => {}, end: () => void told.push('end') };
    },
  };
  await download({ url: `${server.url}f`, file, label: 'f', sha256 }, { env: {} }, tell);
  expect(readFileSync(file).equals(body)).toBe(true);
  expect(told).toEqual(['f', body.length, 'end']);
  expect(existsSync(`${file}.part`)).toBe(false);
});

it('goes on where the connection was cut', async () => {
  const { server, file, fetch } = await setting({ body, cut: { after: 40_000, times: 2 } });
  await fetch();
  expect(readFileSync(file).equals(body)).toBe(true);
  // What had not been read yet when the connection broke is asked for again.
  const begins = server.asked.map((asked) => Number(/ bytes=(\d+)-$/.exec(asked)?.[1] ?? 0));
  expect(begins).toEqual([0, expect.any(Number), expect.any(Number)]);
  expect(begins).toEqual(begins.toSorted((a, b) => a - b));
  expect(begins[1]).toBeGreaterThan(0);
});

it('goes on from what an earlier run left', async () => {
  const { server, file, fetch } = await setting({ body, cut: { after: 30_000, times: 9 } });
  await fetch({ sha256, attempts: 1 }).catch(() => {});
  server.files.set('/f', { body });
  writeFileSync(`${file}.part`, body.subarray(0, 50_000));
  await fetch();
  expect(readFileSync(file).equals(body)).toBe(true);
  expect(server.asked.at(-1)).toBe('/f bytes=50000-');
});

it('begins anew when what was left is of another file', async () => {
  const { file, fetch } = await setting({ body: Buffer.from('short') });
  await fetch({ sha256: createHash('sha256').update('short').digest('hex') });
  const again = await setting({ body });
  await again.fetch({ attempts: 1 });
  writeFileSync(`${again.file}.part`, Buffer.alloc(70_000, 1));
  await again.fetch();
  expect(readFileSync(again.file).equals(body)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('short');
});

it('does not resume what it could not check', async () => {
  const { server, file, fetch } = await setting({ body, cut: { after: 40_000, times: 1 } });
  await expect(fetch({ attempts: 1 })).rejects.toThrow('the connection was cut');
  expect(existsSync(`${file}.part`)).toBe(false);
  await fetch({});
  expect(server.asked).toEqual(['/f', '/f']);
});

it('refuses a file with another hash, and keeps nothing of it', async () => {
  const { file, fetch } = await setting({ body: Buffer.concat([body.subarray(1), Buffer.from('!')]) });
  await expect(fetch()).rejects.toThrow(
    /is not the file that the index tells of: its sha256 is [0-9a-f]{64}/,
  );
  expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false);
});

it('gives up when nothing at all comes', async () => {
  const { server, fetch } = await setting({ body, cut: { after: 0, times: 99 } });
  await expect(fetch({ sha256, attempts: 2 })).rejects.toThrow('the connection was cut');
  expect(server.asked).toHaveLength(2);
});

it('does not try again what the host refuses', async () => {
  const { server, file, fetch } = await setting({ body, login: 'a:b' });
  await expect(fetch()).rejects.toThrow('401');
  expect(existsSync(`${file}.part`)).toBe(false);
  expect(server.asked).toHaveLength(1);
});
