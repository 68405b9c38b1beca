import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { caller, cleanUp, newStudio, smallDocument } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
afterEach(cleanUp);

const one = caller('one');
const STEPS = 900;

async function training(wish: 'wasm' | 'cpu') {
  const made = await newStudio();
  const { studio } = made;
  await studio.chooseBackend({ wish });
  const text = smallDocument({ steps: STEPS });
  const { project } = await studio.createProject({ text, name: 'small' }, one);
  await studio.train({ project, text, from: 'scratch' }, one);
  return { ...made, project, text };
}

describe('a model that moves', () => {
  test('goes from WebAssembly to TensorFlow between two steps, and trains on', async ({ skip }) => {
    const { studio, heard, project } = await training('wasm');
    await heard.next('progress', ({ step }) => step >= 30);
    try {
      await studio.chooseBackend({ wish: 'tensorflow' });
    } catch (error) {
      await studio.pause();
      return skip((error as Error).message);
    }
    const { backend, wish, model } = await studio.engine();
    expect({ name: backend!.name, wish }).toEqual({ name: 'tensorflow', wish: 'tensorflow' });
    if (model!.activity === 'training') await heard.activity('finished');
    const state = (await studio.engine()).model!;
    expect(state).toMatchObject({ activity: 'finished', step: STEPS, run: 'run-1', identical: false });
    const reports = heard.of('progress').flatMap((news) => news.reports.map(({ step }) => step));
    expect(reports).toEqual(Array.from({ length: STEPS }, (_, i) => i + 1));
    // Nobody saw it pause.
    const seen = heard.of('engine').map((news) => news.state.model?.activity);
    expect(seen.slice(seen.indexOf('training')).filter((one) => one === 'paused')).toEqual([]);
    expect(
      (await studio.records({ project, run: 'run-1' })).filter(({ kind }) => kind === 'start'),
    ).toHaveLength(2);
  });

  test('stays where it is when the other backend does not work', async () => {
    const { studio, heard } = await training('cpu');
    await heard.next('progress', ({ step }) => step >= 5);
    // oxlint-disable-next-line typescript/no-unsafe-argument, typescript/no-explicit-any -- a wish that no window can have
    await expect(studio.chooseBackend({ wish: 'abacus' as any })).rejects.toThrow('No backend works here');
    const { backend, wish, model } = await studio.engine();
    expect({ name: backend!.name, wish, activity: model!.activity }).toEqual({
      name: 'cpu',
      wish: 'cpu',
      activity: 'training',
    });
    await studio.pause();
  });

  test('saving a draft under a name moves its training along', async () => {
    const { studio, heard, project, text, workspace } = await training('cpu');
    await heard.next('progress', ({ step }) => step >= 5);
    const { file } = await studio.save({ project, text, as: 'named.genloom' }, one);
    const { model } = await studio.engine();
    expect(model).toMatchObject({ activity: 'training', run: 'run-1', identical: true });
    const at = model!.step;
    await heard.next('progress', ({ step }) => step > at + 5);
    const paused = await studio.pause();
    expect(paused.activity).toBe('paused');
    const [run] = await studio.runs({ project });
    expect(run).toMatchObject({ run: 'run-1', step: paused.step });
    expect(existsSync(path.join(path.dirname(file), 'named.genloom-files', 'runs', 'run-1'))).toBe(true);
    expect((await studio.gallery()).projects).toHaveLength(1);
    expect(existsSync(path.join(workspace, '.genloom', 'drafts', 'small.genloom-files'))).toBe(false);
  });

  test('says how arranging TensorFlow goes, and why it cannot be had', async () => {
    const { studio, heard } = await newStudio();
    const progress = {
      doing: { en: 'fetching', ko: '받는 중' },
      megabytes: 1,
      megabytesInAll: 300,
      secondsLeft: 60,
    };
    studio.arranging(progress);
    expect((await studio.engine()).arranging).toEqual(progress);
    const failed = { en: 'no network', ko: '네트워크 없음' };
    await studio.arranged({ failed });
    expect(await studio.engine()).toMatchObject({ arranging: null, arrangingFailed: failed });
    expect(heard.of('engine').length).toBeGreaterThanOrEqual(2);
    studio.arranging(progress);
    expect((await studio.engine()).arrangingFailed).toBeNull();
  });
});
