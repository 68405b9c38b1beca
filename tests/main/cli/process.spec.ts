// The command line as a process of its own: what was built into out/cli.js.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, type TestContext } from 'vitest';
import { isBuilt } from '../../../main/setup/build.mjs';
import { projectRoot } from '../../../main/projects/root.ts';
import { smallVae } from '../../documents.ts';
import { inNewFolder, writeDocumentFile } from './genloom.ts';
import { lastCheckpoint, lastTensors } from './tensors.ts';

inNewFolder();

const program = path.join(projectRoot(), 'out', 'cli.js');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** `npm test` builds before the tests; a test run by hand may find an old build. */
function mustBeBuilt({ skip }: TestContext): void {
  skip(!isBuilt(projectRoot()), 'out/cli.js is not built from these sources: run "npm start" once.');
}

interface Circumstances extends Pick<SpawnOptions, 'cwd' | 'env'> {
  /** Sees every line of stdout and may send a signal. */
  readonly when?: (line: string, child: ChildProcess) => void;
}

/** Runs a command to its end. */
function genloom(args: readonly string[], { when = () => {}, ...options }: Circumstances = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let [out, error, rest] = ['', '', ''];
  child.stderr.on('data', (chunk) => (error += chunk));
  child.stdout.on('data', (chunk) => {
    out += chunk;
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop()!;
    for (const line of lines) when(line, child);
  });
  return once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    out,
    error,
  }));
}

const checkpointAt = (line: string): number =>
  line.includes('"kind":"checkpoint"') ? (JSON.parse(line) as { step: number }).step : -1;

/** Kills when the line tells of a checkpoint at that step or later, once. */
function killAt(step: number, signal: NodeJS.Signals) {
  let sent = false;
  return (line: string, child: ChildProcess) => {
    if (sent || checkpointAt(line) < step) return;
    sent = true;
    child.kill(signal);
  };
}

const STEPS = 1000;
const train = (...args: string[]) => ['train', 'vae.genloom', '--json', ...args];

describe('the process', () => {
  test('answers with the exit code, and with nothing but JSON on stdout', async (context) => {
    mustBeBuilt(context);
    expect(await genloom(['trian'])).toMatchObject({ code: 2, out: '' });
    expect(await genloom(['check', 'nowhere.genloom'])).toMatchObject({ code: 1, out: '' });
    const doctor = await genloom(['doctor', '--json']);
    expect(doctor.code).toBe(0);
    for (const line of doctor.out.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('kind');
  });

  test('finds files where the person is, though npm starts it in its own folder', async (context) => {
    mustBeBuilt(context);
    writeDocumentFile('mine.genloom', smallVae());
    const npm = { npm_lifecycle_event: 'start', npm_package_json: path.join(projectRoot(), 'package.json') };
    const answer = await genloom(['check', 'mine.genloom'], {
      cwd: projectRoot(),
      env: { ...process.env, ...npm, INIT_CWD: process.cwd() },
    });
    expect(answer).toMatchObject({ code: 0, error: '' });
    const elsewhere = await genloom(['check', 'mine.genloom'], { cwd: projectRoot() });
    expect(elsewhere).toMatchObject({ code: 1, out: '' });
  });

  test('ends quietly when nobody reads its results any more', async (context) => {
    mustBeBuilt(context);
    const child = spawn(process.execPath, [program, 'explain', 'vae-digits'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let error = '';
    child.stderr.on('data', (chunk) => (error += chunk));
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(error).toBe('');
  });

  test.skipIf(process.platform === 'win32')(
    'stopped by Ctrl+C it writes a checkpoint, ends with 3, and goes on to the same end; so it does after kill -9',
    async (context) => {
      mustBeBuilt(context);
      writeDocumentFile('vae.genloom', smallVae({ steps: STEPS }));
      const whole = await genloom(train('--out', 'whole'));
      expect(whole).toMatchObject({ code: 0, signal: null });

      const stopped = await genloom(train('--out', 'broken'), { when: killAt(1, 'SIGINT') });
      expect(stopped).toMatchObject({ code: 3, signal: null });
      expect(stopped.error).toContain('Stopping after this step');
      expect(stopped.error).toContain('train --resume broken');
      const { counters } = await lastCheckpoint('broken');
      expect(counters.step).toBeGreaterThan(0);
      expect(counters.step).toBeLessThan(STEPS);

      const killed = await genloom(['train', '--resume', 'broken', '--json'], {
        when: killAt(counters.step + 1, 'SIGKILL'),
      });
      expect(killed).toMatchObject({ code: null, signal: 'SIGKILL' });
      const { step } = (await lastCheckpoint('broken')).counters;
      expect(step).toBeGreaterThan(counters.step);
      expect(step).toBeLessThan(STEPS);

      const last = await genloom(['train', '--resume', 'broken', '--json']);
      expect(last).toMatchObject({ code: 0, signal: null });
      expect(JSON.parse(last.out.split('\n', 1)[0]!)).toMatchObject({ kind: 'start', step, identical: true });
      expect((await lastCheckpoint('broken')).counters).toEqual((await lastCheckpoint('whole')).counters);
      expect(await lastTensors('broken')).toEqual(await lastTensors('whole'));
      expect(readdirSync('broken/checkpoints').filter((name) => name.startsWith('.'))).toEqual([]);
    },
  );
});
