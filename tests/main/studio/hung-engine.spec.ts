import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { caller, cleanUp, newStudio, smallDocument } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
afterEach(cleanUp);

const one = caller('one');

describe.skipIf(process.platform === 'win32')('an engine that hangs', () => {
  /** A training whose engine has been stopped in its tracks. */
  async function hung() {
    const { studio, heard, workspace } = await newStudio({ beat: { every: 200, missed: 5 } });
    await studio.chooseBackend({ wish: 'cpu' });
    const text = smallDocument({ steps: 400 });
    const { project } = await studio.createProject({ text, name: 'small' }, one);
    await studio.train({ project, text, from: 'scratch' }, one);
    const { step } = await heard.next('checkpoint', (news) => news.step > 0);
    const claim = readdirSync(workspace, { recursive: true, encoding: 'utf8' }).find(
      (name) => path.basename(name) === 'training.pid',
    );
    const { pid } = JSON.parse(readFileSync(path.join(workspace, claim!), 'utf8')) as { pid: number };
    return { studio, heard, step, pid };
  }

  test('is told, and goes on from its last checkpoint when it is started again', async () => {
    const { studio, heard, step, pid } = await hung();
    const silent = heard.next('engine', ({ state }) => state.silent);
    process.kill(pid, 'SIGSTOP');
    await silent;
    const restarted = heard.next('restarted');
    await studio.restartEngine();
    expect((await restarted).step).toBeGreaterThanOrEqual(step);
    await heard.next('progress', (news) => news.step > step);
    expect((await studio.engine()).silent).toBe(false);
    await studio.pause();
  });

  test('that answers again is no longer told of', async () => {
    const { studio, heard, pid } = await hung();
    const silent = heard.next('engine', ({ state }) => state.silent);
    process.kill(pid, 'SIGSTOP');
    await silent;
    const well = heard.next('engine', ({ state }) => !state.silent);
    process.kill(pid, 'SIGCONT');
    await well;
    expect((await studio.pause()).activity).toBe('paused');
  });

  test('does not keep the studio from closing', async () => {
    const { studio, heard, pid } = await hung();
    const silent = heard.next('engine', ({ state }) => state.silent);
    process.kill(pid, 'SIGSTOP');
    await silent;
    await expect(studio.close()).resolves.toBeUndefined();
  });
});
