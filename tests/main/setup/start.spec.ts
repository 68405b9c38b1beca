import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { runTool } from '../../../main/setup/run-tool.mjs';
import { temporaryFolder } from './stand-ins/folder.ts';

const setUp = fileURLToPath(new URL('../../../main/setup', import.meta.url));

/** Stands in for vite: it copies the command line's source, and keeps count. */
const vite = `
  import fs from 'node:fs';
  fs.mkdirSync('out', { recursive: true });
  const config = process.argv[process.argv.indexOf('--config') + 1];
  if (config.startsWith('renderer')) fs.mkdirSync('out/window/assets', { recursive: true });
  if (!config.startsWith('main/vite')) process.exit(0);
  fs.appendFileSync('builds', 'built ');
  if (fs.readFileSync('main/cli.js', 'utf8').includes('BROKEN')) process.exit(1);
  fs.copyFileSync('main/cli.js', 'out/cli.js');`;

const program = `
  console.log(JSON.stringify(process.argv.slice(1)));
  if (process.argv[2] === 'fail') process.exitCode = 3;
  if (process.argv[2] === 'wait') {
    const timer = setInterval(() => {}, 1000);
    process.on('SIGINT', () => { console.log('SIGINT'); clearInterval(timer); process.exitCode = 130; });
  }`;

/** A checkout with the real set-up, its packages "installed". */
function checkout() {
  const root = temporaryFolder();
  const write = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  cpSync(setUp, path.join(root, 'main/setup'), { recursive: true });
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{"packages":{}}');
  write('node_modules/.package-lock.json', '{"packages":{}}');
  write('node_modules/@tensorflow/tfjs-node-gpu/package.json', '{"version":"1"}');
  write('node_modules/vite/bin/vite.js', vite);
  write('main/cli.js', program);
  for (const floor of ['main', 'renderer']) write(`${floor}/vite.config.ts`, '');
  return root;
}

/** Starts a set-up program of a checkout; neither TensorFlow nor Electron is its matter here. */
function start(root: string, script: string, ...args: string[]) {
  const env = {
    ...process.env,
    GENLOOM_TENSORFLOW: 'none',
    GENLOOM_WINDOW: 'browser',
    XDG_CACHE_HOME: path.join(root, 'cache'),
  };
  return runTool(process.execPath, [path.join(root, 'main/setup', script), ...args], { env });
}

const builds = (root: string) => readFileSync(path.join(root, 'builds'), 'utf8').trim().split(' ').length;

it('builds when the sources changed, and hands on arguments and exit code', async () => {
  const root = checkout();
  const first = await start(root, 'start.mjs', 'train', 'a b', '--json');
  expect(first).toMatchObject({
    code: 0,
    out: `["${path.join(root, 'out/cli.js')}","train","a b","--json"]\n`,
  });
  expect(first.text).toContain('Building');
  const second = await start(root, 'start.mjs', 'fail');
  expect(second).toMatchObject({ code: 3, text: `["${path.join(root, 'out/cli.js')}","fail"]\n` });
  expect(builds(root)).toBe(1);
  appendFileSync(path.join(root, 'main/cli.js'), '\n');
  await start(root, 'start.mjs');
  expect(builds(root)).toBe(2);
});

it('opens the studio where no command is given, without waiting for TensorFlow', async () => {
  const root = checkout();
  const ended = await start(root, 'start.mjs');
  expect(ended).toMatchObject({ code: 0, out: `["${path.join(root, 'out/cli.js')}","serve","--open"]\n` });
  expect(ended.text).toContain('The studio opens in a browser. GENLOOM_WINDOW=browser asks for it.');
  expect(ended.text).not.toContain('WebAssembly');
  expect(existsSync(path.join(root, 'node_modules/.genloom/tensorflow.json'))).toBe(false);
});

it("builds when the window's sources changed, and keeps files of the former build for a while", async () => {
  const root = checkout();
  await start(root, 'start.mjs', 'check');
  const [young, old] = ['main-a.js', 'main-b.js'].map((name) => path.join(root, 'out/window/assets', name));
  writeFileSync(young!, '');
  writeFileSync(old!, '');
  utimesSync(old!, new Date(0), new Date(0));
  writeFileSync(path.join(root, 'renderer/main.tsx'), '');
  await start(root, 'start.mjs', 'check');
  expect(builds(root)).toBe(2);
  expect([existsSync(young!), existsSync(old!)]).toEqual([true, false]);
});

it('two starts at once build once', async () => {
  const root = checkout();
  const both = await Promise.all([start(root, 'start.mjs'), start(root, 'start.mjs')]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(builds(root)).toBe(1);
});

it('says that it could not be built, and builds again the next time', async () => {
  const root = checkout();
  writeFileSync(path.join(root, 'main/cli.js'), '// BROKEN');
  const ended = await start(root, 'start.mjs');
  expect(ended.code).toBe(1);
  expect(ended.text).toContain('Genloom could not be built: vite ended with 1.');
  await start(root, 'start.mjs');
  expect(builds(root)).toBe(2);
});

it('genloom.mjs runs what is set up, builds it if stale, and otherwise says what to run', async () => {
  const root = checkout();
  expect(await start(root, 'genloom.mjs', 'check')).toMatchObject({ code: 0 });
  expect(builds(root)).toBe(1);
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  const ended = await start(root, 'genloom.mjs');
  expect(ended).toMatchObject({
    code: 1,
    text: 'Genloom is not set up here yet: run "npm start" in its folder once.\n',
  });
});

it.skipIf(process.platform === 'win32')('Ctrl+C reaches the command once, and it decides', async () => {
  const root = checkout();
  const script = path.join(root, 'main/setup/start.mjs');
  const env = { ...process.env, GENLOOM_TENSORFLOW: 'none', XDG_CACHE_HOME: path.join(root, 'cache') };
  // In a process group of its own, as a terminal's foreground job is.
  const child = spawn(process.execPath, [script, 'wait'], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  await expect.poll(() => out, { timeout: 20_000 }).toContain('wait');
  process.kill(-child.pid!, 'SIGINT');
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(130);
  expect(out.match(/SIGINT/g)).toHaveLength(1);
});
