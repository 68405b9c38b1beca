import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { genloom } from '../genloom.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-serve-'));
let other: Server | null = null;

beforeAll(() => void vi.stubEnv('XDG_CACHE_HOME', path.join(folder, 'cache')));
afterEach(async () => {
  await new Promise<void>((resolve) => (other ? other.close(() => resolve()) : resolve()));
  other = null;
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const serve = (...args: string[]) =>
  genloom(['serve', '--folder', path.join(folder, 'projects'), ...args], {
    stopAt: (text) => text.includes('token='),
  });

test('prints the address with its token, serves until Ctrl+C, and leaves nothing behind', async () => {
  const { code, out, error } = await serve('--port', '0');
  expect(code).toBe(0);
  const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}/.exec(out)![0];
  expect(out).toContain('Projects are kept in');
  expect(error).toContain('Genloom closes');
  expect(error).not.toContain('Careful');
  await expect(fetch(address)).rejects.toThrow('fetch failed');
});

test('warns where other machines reach it, and names their addresses', async () => {
  const { code, error, records } = await serve('--port', '0', '--host', '0.0.0.0', '--json');
  expect(code).toBe(0);
  expect(error).toContain('not encrypted');
  const [{ address, elsewhere }] = records<{ address: string; elsewhere: string[] }>('serving') as [
    { address: string; elsewhere: string[] },
  ];
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:/);
  for (const one of elsewhere) expect(one).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:\d+\/\?token=/);
});

test('a port in use is a sentence with the next free one', async () => {
  other = createServer();
  await new Promise<void>((resolve) => other!.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, error } = await serve('--port', String(port));
  expect(code).toBe(1);
  expect(error).toMatch(
    new RegExp(`Port ${port} is in use by another program\\. Port \\d+ is free: --port \\d+`),
  );
});

test('hosts that are none of this machine, and tokens that are too short, are sentences', async () => {
  expect((await serve('--port', '0', '--host', '203.0.113.7')).error).toContain('no address of this machine');
  vi.stubEnv('GENLOOM_TOKEN', 'short');
  const { code, error } = await serve('--port', '0');
  vi.stubEnv('GENLOOM_TOKEN', '');
  expect(code).toBe(1);
  expect(error).toContain('GENLOOM_TOKEN needs at least 16');
});
