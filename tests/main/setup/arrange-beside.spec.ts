import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { arrangeBeside } from '../../../main/setup/arrange-beside.mjs';
import { projectRoot } from '../../../main/setup/places.mjs';
import { tellTo } from '../../../main/setup/tell.mjs';
import { temporaryFolder } from './stand-ins/folder.ts';

const downloading = {
  doing: { en: 'TensorFlow', ko: '텐서플로' },
  megabytes: 3,
  megabytesInAll: 274,
  secondsLeft: 60,
};

/** What is heard of an arrangement that is played by a script. */
function hear(script: string) {
  const root = temporaryFolder();
  mkdirSync(path.join(root, 'main/setup'), { recursive: true });
  writeFileSync(path.join(root, 'main/setup/arrange.mjs'), script);
  const heard: unknown[] = [];
  let stop!: () => void;
  const outcome = new Promise<unknown>((resolve) => {
    ({ stop } = arrangeBeside({
      root,
      onArranging: (arranging) => heard.push(arranging),
      onArranged: (arranged) => (heard.push(arranged), resolve(arranged)),
    }));
  });
  return { heard, outcome, stop };
}
const say = (line: unknown) => `console.log(${JSON.stringify(JSON.stringify(line))});`;

it('hands on how far it is, and how it ended', async () => {
  const { heard, outcome } = hear(
    `${say({ arranging: downloading })} console.log('a library that chats'); ${say({ arranged: { failed: null } })} ${say({ arranging: downloading })}`,
  );
  expect(await outcome).toEqual({ failed: null });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toEqual([downloading, { failed: null }]);
});

it('says in both languages when it ended before its time', async () => {
  const { outcome } = hear('throw new Error("no such luck")');
  expect(await outcome).toMatchObject({
    failed: {
      en: expect.stringContaining('npm run tensorflow') as string,
      ko: expect.stringContaining('npm run tensorflow') as string,
    },
  });
});

it('stopped, it is heard of no more', async () => {
  const { heard, stop } = hear(`setInterval(() => { ${say({ arranging: downloading })} }, 10)`);
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(2);
  stop();
  const before = heard.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(heard.length).toBe(before);
});

it('the real one ends when its owner is gone, and tells how it ended', { timeout: 60_000 }, async () => {
  const script = path.join(projectRoot, 'main/setup/arrange.mjs');
  const root = temporaryFolder();
  const env = { ...process.env, GENLOOM_TENSORFLOW: 'none', XDG_CACHE_HOME: root };
  // A checkout of its own, so that what is arranged in ours stays.
  cpSync(path.dirname(script), path.join(root, 'main/setup'), { recursive: true });
  mkdirSync(path.join(root, 'node_modules/.genloom'), { recursive: true });
  mkdirSync(path.join(root, 'node_modules/@tensorflow/tfjs-node-gpu'), { recursive: true });
  writeFileSync(path.join(root, 'node_modules/@tensorflow/tfjs-node-gpu/package.json'), '{"version":"1"}');
  const copy = path.join(root, 'main/setup/arrange.mjs');
  const whole = spawn(process.execPath, [copy], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  let out = '';
  whole.stdout.on('data', (chunk) => (out += chunk));
  expect(await once(whole, 'close')).toEqual([0, null]);
  expect(JSON.parse(out.trim().split('\n').at(-1)!)).toEqual({ arranged: { failed: null } });
  const left = spawn(process.execPath, [copy], { env, stdio: ['pipe', 'ignore', 'ignore'] });
  left.stdin.end();
  const [code] = (await once(left, 'close')) as [number];
  expect([0, 1]).toContain(code);
});

it('tells a window megabytes and the time left, in both languages', () => {
  const told: unknown[] = [];
  let now = 0;
  const tell = tellTo(
    (arranging) => told.push(arranging),
    () => now,
  );
  tell.say('Plain words.');
  const progress = tell.progress({ en: 'Fetching', ko: '받기' }, 100e6, 20e6);
  now = 100;
  progress.at(21e6);
  now = 200;
  progress.at(22e6); // too soon
  now = 10_000;
  progress.at(60e6);
  progress.end();
  const fetching = { doing: { en: 'Fetching', ko: '받기' }, megabytesInAll: 100 };
  expect(told).toEqual([
    {
      doing: { en: 'Plain words.', ko: 'Plain words.' },
      megabytes: 0,
      megabytesInAll: null,
      secondsLeft: null,
    },
    { ...fetching, megabytes: 20, secondsLeft: null },
    { ...fetching, megabytes: 21, secondsLeft: null },
    { ...fetching, megabytes: 60, secondsLeft: 10 },
  ]);
});
