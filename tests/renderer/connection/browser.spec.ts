// The server and the window's connection, proven in a real browser with the smallest window that there can be.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StudioNews } from '../../../main/bridge/contract.ts';
import { Windows } from '../../../main/bridge/windows.ts';
import { projectRoot } from '../../../main/projects/root.ts';
import { StudioServer } from '../../../main/server/server.ts';
import type { Studio } from '../../../renderer/connection/connect.ts';
import { fakeStudio, HELLO } from '../../main/bridge/fake-studio.ts';

const TOKEN = 'a-token-of-enough-letters';
const executablePath = process.env['GENLOOM_CHROMIUM'];

/** What the page of this test keeps for it. */
declare global {
  var studio: Studio;
  var statuses: string[];
  var heard: StudioNews[];
  /** News are taken when this resolves. */
  var patience: Promise<void> | undefined;
}

const page = `
import { connect } from '${path.join(projectRoot(), 'renderer/connection/connect.ts').replaceAll('\\', '/')}';
globalThis.heard = [];
globalThis.statuses = [];
globalThis.studio = connect();
globalThis.studio.onStatus((status) => globalThis.statuses.push(status.is));
globalThis.studio.onNews(async (news) => { globalThis.heard.push(news); await globalThis.patience; });
`;

describe.skipIf(!executablePath)('in a browser', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-browser-'));
  const files = path.join(folder, 'built');
  let browser: Browser;
  let server: StudioServer;
  let windows: Windows<ReturnType<typeof fakeStudio>>;
  let tell: (news: StudioNews) => void;
  let opened: Page[] = [];

  const listen = async (port = 0, token = TOKEN) => {
    windows = new Windows((way) => {
      tell = (news) => way('all', news);
      return fakeStudio({
        hello: async () => HELLO,
        sample: async ({ count, inputs }) => ({
          shape: [count, 2],
          dtype: 'float32',
          data: (inputs!['z'] as Float32Array).map((value) => value * 2),
        }),
        readVersion: (_args, { signal }) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(new Error('stopped'))),
          ),
      });
    });
    server = await StudioServer.listen({
      port,
      host: '127.0.0.1',
      token,
      files,
      open: (wire) => void windows.add(wire),
    });
  };

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'source'));
    writeFileSync(path.join(folder, 'source/main.js'), page);
    writeFileSync(
      path.join(folder, 'source/index.html'),
      '<!doctype html><title>window</title><link rel="icon" href="data:,"><script type="module" src="./main.js"></script>',
    );
    await build({
      root: path.join(folder, 'source'),
      configFile: false,
      base: './',
      logLevel: 'silent',
      build: { outDir: files, assetsInlineLimit: 0 },
    });
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterEach(async () => {
    await Promise.all(opened.map((one) => one.context().close()));
    opened = [];
    await server.close();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** A page of its own browser profile, and every error of its console. */
  const open = async (address: string) => {
    const context = await browser.newContext();
    const one = await context.newPage();
    opened.push(one);
    const mistakes: string[] = [];
    one.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
    one.on('pageerror', (error) => mistakes.push(String(error)));
    await one.goto(address);
    return { page: one, mistakes };
  };
  const connected = (one: Page) => one.waitForFunction(() => globalThis.studio.status.is === 'connected');

  test('the window opens, forgets the token, and asks its machine', async () => {
    await listen();
    const { page: one, mistakes } = await open(server.address());
    await connected(one);
    expect(one.url()).toBe(server.url());
    expect(await one.evaluate(() => globalThis.studio.call('hello', {}))).toEqual(HELLO);
    const sampled = await one.evaluate(async () => {
      const z = new Float32Array([0.5, 1.5]);
      const { data } = await globalThis.studio.call('sample', {
        output: 'x',
        count: 1,
        seed: 1,
        inputs: { z },
      });
      return [data.constructor.name, ...data];
    });
    expect(sampled).toEqual(['Float32Array', 1, 3]);
    expect(await one.evaluate(() => crossOriginIsolated && isSecureContext)).toBe(true);
    expect(await one.evaluate(() => document.cookie)).toBe('');
    expect(mistakes).toEqual([]);
  });

  test('cancelling reaches the machine, and refusals are sentences', async () => {
    await listen();
    const { page: one } = await open(server.address());
    const outcome = await one.evaluate(async () => {
      const stop = new AbortController();
      const asked = globalThis.studio.call('readVersion', { project: 'p', version: '1' }, stop.signal);
      setTimeout(() => stop.abort(new Error('enough')), 100);
      const first = await asked.catch((error: Error) => error.message);
      const second = await globalThis.studio
        .call('gallery', {})
        .catch((error: { text: { en: string } }) => error.text.en);
      return [first, second];
    });
    expect(outcome).toEqual(['enough', "The test did not expect 'gallery'."]);
  });

  test('a window that is slow hears the newest', async () => {
    await listen();
    const { page: one } = await open(server.address());
    await connected(one);
    await one.evaluate(() => {
      let release!: () => void;
      globalThis.patience = new Promise((resolve) => (release = resolve));
      setTimeout(release, 500);
    });
    for (let step = 1; step <= 300; step++)
      tell({ kind: 'look', project: 'p', run: null, step, node: 'pairs', finding: { numbers: { step } } });
    await one.waitForFunction(() =>
      globalThis.heard.some((news) => news.kind === 'look' && news.step === 300),
    );
    expect(await one.evaluate(() => globalThis.heard.length)).toBeLessThan(20);
  });

  test('a machine that goes away and comes back is found again', async () => {
    await listen();
    const { port } = server;
    const { page: one } = await open(server.address());
    await connected(one);
    await server.close();
    await one.waitForFunction(() => globalThis.studio.status.is === 'connecting');
    const why = await one.evaluate(() => (globalThis.studio.status as { why?: { en: string } }).why?.en);
    expect(why).toBe('Genloom was closed on the machine.');
    // What changes something is not repeated in secret; what only asks waits.
    const [save, hello] = [
      one.evaluate(() =>
        globalThis.studio.call('pause', {}).catch((error: { text: { ko: string } }) => error.text.ko),
      ),
      one.evaluate(() => globalThis.studio.call('hello', {})),
    ];
    expect(await save).toMatch(/연결되지 않습니다/);
    await listen(port);
    expect(await hello).toEqual(HELLO);
    expect(await one.evaluate(() => globalThis.statuses)).toEqual(['connected', 'connecting', 'connected']);
    expect(windows.count).toBe(1);
  });

  test('a machine with a new token says so, and the tab goes on once another tab has brought it', async () => {
    await listen();
    const { port } = server;
    const { page: one } = await open(server.address());
    await connected(one);
    await server.close();
    await listen(port, 'another-token-of-letters');
    await one.waitForFunction(() => globalThis.studio.status.is === 'gone');
    const why = await one.evaluate(() => (globalThis.studio.status as { why?: { ko: string } }).why?.ko);
    expect(why).toContain('새 주소를 여세요');
    const two = await one.context().newPage();
    await two.goto(server.address());
    await connected(two);
    await connected(one);
    expect(windows.count).toBe(2);
  });

  test('a wrong token gets a page that can be read', async () => {
    await listen();
    const { page: one, mistakes } = await open(`${server.url()}?token=wrong`);
    expect(await one.textContent('main')).toContain('Go to the terminal');
    expect(await one.textContent('[lang=ko] h1')).toBe('이 주소에는 토큰이 필요합니다');
    // That the page itself came with 401 is all that the console may say.
    expect(mistakes.filter((mistake) => !mistake.includes('401'))).toEqual([]);
  });

  describe('another page in the same browser', () => {
    let stranger: Server;
    afterEach(() => new Promise((resolve) => stranger.close(resolve)));

    test('reads nothing, connects to nothing and shows nothing of it', async () => {
      await listen();
      stranger = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<!doctype html><title>stranger</title>');
      });
      await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
      const { page: one } = await open(server.address());
      await connected(one);
      const two = await one.context().newPage();
      // Same host, other port: to a browser the same site, so the cookie comes along.
      await two.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
      const outcome = await two.evaluate(async (url) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}bridge`);
        const connection = new Promise<string>((resolve) => {
          socket.onopen = () => resolve('open');
          socket.onclose = () => resolve('closed');
        });
        const read = fetch(url, { credentials: 'include' }).then(
          () => 'read',
          () => 'not read',
        );
        const opaque = fetch(url, { credentials: 'include', mode: 'no-cors' }).then(
          () => 'fetched',
          () => 'not fetched',
        );
        return Promise.all([connection, read, opaque]);
      }, server.url());
      expect(outcome).toEqual(['closed', 'not read', 'not fetched']);
      expect(windows.count).toBe(1);
    });
  });
});
