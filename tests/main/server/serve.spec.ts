import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { alreadyServing, serve } from '../../../main/server/serve.ts';
import { runningServers } from '../../../main/server/running.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-serve-'));
const servers = path.join(folder, 'cache/genloom/servers');

beforeAll(() => {
  vi.stubEnv('XDG_CACHE_HOME', path.join(folder, 'cache'));
  mkdirSync(path.join(folder, 'window'));
  writeFileSync(path.join(folder, 'window/index.html'), '<title>the window</title>');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const open = (port: number, projects = '/projects') =>
  serve({
    port,
    host: '127.0.0.1',
    folder: projects,
    environment: {},
    open: () => undefined,
    files: path.join(folder, 'window'),
  });

test('a second start finds the first one of the same folder, and none once that has closed', async () => {
  expect(await alreadyServing('/projects')).toBe(null);
  const first = await open(0);
  const second = await open(0, '/other');
  expect(await alreadyServing('/projects')).toMatchObject({ address: first.address, folder: '/projects' });
  expect(await runningServers()).toHaveLength(2);
  await expect(open(Number(new URL(first.address).port), '/third')).rejects.toThrow(
    `Genloom runs on port ${new URL(first.address).port} already, for the projects in /projects: ${first.address}`,
  );
  await first.close();
  expect(await alreadyServing('/projects')).toBe(null);
  expect(await runningServers()).toHaveLength(1);
  await second.close();
});

test.skipIf(process.platform === 'win32')('what it leaves word of is for this user alone', async () => {
  const one = await open(0);
  const file = path.join(servers, `${new URL(one.address).port}.json`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(servers).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, 'utf8')).toContain('token');
  await one.close();
});

test('word of a server that was killed, or is broken, counts for nothing', async () => {
  mkdirSync(servers, { recursive: true });
  const dead = {
    port: 9,
    host: '127.0.0.1',
    address: 'http://127.0.0.1:9/',
    token: 'x',
    folder: '/projects',
  };
  writeFileSync(path.join(servers, '9.json'), JSON.stringify(dead));
  writeFileSync(path.join(servers, '10.json'), 'broken');
  expect(await runningServers()).toEqual([]);
});

test('a ticket opens the window once', async () => {
  const one = await open(0);
  const ticket = one.ticket();
  expect(new URL(ticket).origin).toBe(new URL(one.address).origin);
  const status = async () => (await fetch(ticket, { redirect: 'manual' })).status;
  expect([await status(), await status()]).toEqual([303, 401]);
  await one.close();
});
