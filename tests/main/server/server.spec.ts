import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { decode, encode } from '../../../main/bridge/codec.ts';
import { Windows } from '../../../main/bridge/windows.ts';
import { StudioServer, type ServerOptions } from '../../../main/server/server.ts';
import { fakeStudio, HELLO } from '../bridge/fake-studio.ts';

const TOKEN = 'a-token-of-enough-letters';
const folder = mkdtempSync(path.join(tmpdir(), 'genloom-server-'));
const studio = fakeStudio({ hello: async () => HELLO });
const windows = new Windows(() => studio);
let server: StudioServer;

const listen = (options: Partial<ServerOptions> = {}) =>
  StudioServer.listen({
    port: 0,
    host: '127.0.0.1',
    token: TOKEN,
    files: path.join(folder, 'window'),
    open: (wire) => void windows.add(wire),
    ...options,
  });

beforeAll(async () => {
  mkdirSync(path.join(folder, 'window/assets'), { recursive: true });
  writeFileSync(path.join(folder, 'window/index.html'), '<title>the window</title>');
  writeFileSync(path.join(folder, 'window/assets/main-abc.js'), 'export {}');
  writeFileSync(path.join(folder, 'window/.hidden'), 'hidden');
  writeFileSync(path.join(folder, 'secret'), 'secret');
  server = await listen();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks as no browser would, if need be. */
function get(
  target: string,
  headers: Record<string, string> = {},
  { method = 'GET', body = '', port = server.port }: { method?: string; body?: string; port?: number } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = ask({ host: '127.0.0.1', port, path: target, method, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** The cookie that comes for the token. */
async function cookie(): Promise<string> {
  const { headers } = await get(`/?token=${TOKEN}`);
  return headers['set-cookie']![0]!.split(';')[0]!;
}

/** How an upgrade ends: the status of the refusal, or `open`. */
function upgrade(headers: Record<string, string>, target = '/bridge'): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${target}`, { headers });
    socket.on('open', () => (resolve('open'), socket.close()));
    socket.on('unexpected-response', (_request, answer) => resolve(String(answer.statusCode)));
    socket.on('error', (error) => resolve(error.message));
  });
}

const own = () => `http://127.0.0.1:${server.port}`;

describe('the token', () => {
  test('is exchanged for a cookie, and leaves the address', async () => {
    const answer = await get(`/?token=${TOKEN}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const [set] = answer.headers['set-cookie']!;
    expect(set).toMatch(/^genloom-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(set).not.toContain(TOKEN);
    const inside = await get('/', { cookie: set!.split(';')[0]! });
    expect(inside).toMatchObject({ status: 200, text: '<title>the window</title>' });
    expect(inside.headers['cache-control']).toBe('no-cache');
  });

  test('comes by a link on another site, and goes on by a step of its own', async () => {
    const answer = await get(`/?token=${TOKEN}`, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toHaveLength(1);
    expect(answer.text).toContain('http-equiv="refresh"');
    expect(answer.text).not.toContain(TOKEN);
  });

  test('a wrong one gets a page in both languages that says what to do, and nothing else', async () => {
    for (const target of [
      '/',
      '/?token=wrong',
      `/?token=${TOKEN}x`,
      '/assets/main-abc.js',
      '/alive',
      '/nothing',
    ]) {
      const answer = await get(target);
      expect(answer.status, target).toBe(401);
      expect(answer.text).toContain('Go to the terminal');
      expect(answer.text).toContain('터미널');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect((await get('/', { cookie: `genloom-${server.port}=wrong` })).status).toBe(401);
    expect((await get('/', { cookie: `genloom-1=${(await cookie()).split('=')[1]}` })).status).toBe(401);
  });

  test('lets a program in without a cookie', async () => {
    const answer = await get('/alive', { authorization: `Bearer ${TOKEN}` });
    expect(answer).toMatchObject({ status: 200, text: '{"genloom":true}' });
    expect((await get('/alive', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await get('/alive', { authorization: TOKEN })).status).toBe(401);
  });
});

describe('strangers', () => {
  test('a name that is not ours is not answered to', async () => {
    const known = await cookie();
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '192.168.0.7',
      '127.0.0.1.evil.example',
      'a b',
    ])
      expect((await get('/', { host, cookie: known })).status, host).toBe(421);
    for (const host of ['localhost', 'localhost:9', '[::1]:9', '127.0.0.1'])
      expect((await get('/', { host, cookie: known })).status, host).toBe(200);
  });

  test('a WebSocket comes from our own page, by our own name, with the cookie', async () => {
    const known = await cookie();
    expect(await upgrade({ origin: own(), cookie: known })).toBe('open');
    expect(await upgrade({ origin: own() })).toBe('401');
    expect(await upgrade({ cookie: known })).toBe('403');
    expect(await upgrade({ origin: 'null', cookie: known })).toBe('403');
    expect(await upgrade({ origin: 'http://127.0.0.1:3000', cookie: known })).toBe('403');
    expect(await upgrade({ origin: 'https://evil.example', cookie: known })).toBe('403');
    expect(await upgrade({ origin: 'http://evil.example', host: 'evil.example', cookie: known })).toBe('421');
    expect(await upgrade({ origin: own(), cookie: known }, '/other')).toBe('404');
  });

  test('every answer forbids what is not ours', async () => {
    const known = await cookie();
    for (const [target, headers] of [
      ['/', { cookie: known }],
      ['/assets/main-abc.js', { cookie: known }],
      ['/nothing', { cookie: known }],
      ['/', {}],
      ['/', { host: 'evil.example' }],
    ] as const) {
      const answer = await get(target, headers);
      expect(answer.headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
      const policy = answer.headers['content-security-policy'] as string;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('evil');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('no path leads out of the window, and no folder is listed', async () => {
    const known = { cookie: await cookie() };
    for (const target of [
      '/../secret',
      '/%2e%2e/secret',
      '/..%2fsecret',
      '/assets',
      '/assets/',
      '/.hidden',
      '//secret',
      '/%',
    ])
      expect((await get(target, known)).status, target).not.toBe(200);
    expect((await get('/assets/main-abc.js', known)).headers['cache-control']).toContain('immutable');
  });
});

describe('too much', () => {
  test('nothing is taken by HTTP', async () => {
    const known = await cookie();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect(
        (await get('/', { cookie: known }, { method, body: method === 'POST' ? 'x'.repeat(100) : '' }))
          .status,
      ).toBe(405);
  });

  test('a head without end is cut off', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
        socket.write(`X-Long: ${'x'.repeat(20_000)}`);
      });
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d/);
  });

  test('a letter a second is cut off', { timeout: 30_000 }, async () => {
    const before = performance.now();
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nX: '));
      const dripping = setInterval(() => socket.write('x'), 500);
      socket.resume();
      socket.on('error', () => undefined);
      socket.on('close', () => (clearInterval(dripping), resolve()));
    });
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test('a message that is too large ends its window, and no other', async () => {
    const small = await listen({ largest: 10_000 });
    const headers = { cookie: `genloom-${small.port}=${(await cookieOf(small.port)).split('=')[1]}` };
    const open = () =>
      new Promise<WebSocket>((resolve, reject) => {
        const origin = `http://127.0.0.1:${small.port}`;
        const socket = new WebSocket(`ws://127.0.0.1:${small.port}/bridge`, {
          headers: { ...headers, origin },
        });
        socket.once('open', () => resolve(socket));
        socket.once('error', reject);
      });
    const [greedy, modest] = [await open(), await open()];
    const code = new Promise<number>((resolve) => greedy.once('close', resolve));
    greedy.send(new Uint8Array(20_000));
    expect(await code).toBe(1009);
    const answer = new Promise<unknown>((resolve) =>
      modest.once('message', (data: Buffer) => resolve(decode(data))),
    );
    modest.send(encode({ call: 'hello', id: 1, args: {} }));
    expect(await answer).toEqual({ id: 1, result: HELLO });
    const parted = new Promise<number>((resolve) => modest.once('close', resolve));
    await small.close();
    expect(await parted).toBe(1001);
  });

  test('more than 64 windows are turned away', async () => {
    const headers = { cookie: await cookie(), origin: own() };
    const before = windows.count;
    const open = Array.from(
      { length: 64 - before },
      () => new WebSocket(`ws://127.0.0.1:${server.port}/bridge`, { headers }),
    );
    await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
    expect(await upgrade(headers)).toBe('503');
    const closed = open.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of open) socket.close();
    await Promise.all(closed);
    await expect.poll(() => windows.count).toBe(before);
    expect(await upgrade(headers)).toBe('open');
  });

  test('text is none of ours, and gets a sentence', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/bridge`, {
      headers: { cookie: await cookie(), origin: own() },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const answer = new Promise<unknown>((resolve) =>
      socket.once('message', (data: Buffer) => resolve(decode(data))),
    );
    socket.send('{"call":"hello"}');
    expect(await answer).toMatchObject({
      refused: { en: expect.stringContaining('cannot be read') as string },
    });
    socket.close();
  });
});

async function cookieOf(port: number): Promise<string> {
  const { headers } = await get(`/?token=${TOKEN}`, {}, { port });
  return headers['set-cookie']![0]!.split(';')[0]!;
}

test('a window that was not built is told', async () => {
  await expect(listen({ files: path.join(folder, 'nowhere') })).rejects.toThrow('npm start');
});

test('closing ends it while somebody holds on', async () => {
  const one = await listen();
  const holding = connect(one.port, '127.0.0.1');
  await new Promise((resolve) => holding.once('connect', resolve));
  holding.write('GET / HTTP/1.1\r\n');
  holding.on('error', () => undefined);
  await one.close();
  await expect(get('/', {}, { port: one.port })).rejects.toThrow('ECONNREFUSED');
});
