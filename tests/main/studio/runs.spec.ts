import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { caller, cleanUp, newStudio, small, smallDocument, type TestStudio } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
const one = caller('one');
const two = caller('two');

/** A small model that shows its samples, trained for 20 steps in all tests of this file. */
function text(batch = 8): string {
  const document = small({ steps: 20, batch });
  document.board.nodes.grid = { kind: 'image-grid', dials: { count: 9, columns: 3 } };
  document.board.wires.push({
    from: { node: 'generate', port: 'image' },
    to: { node: 'grid', port: 'images' },
  });
  return writeDocument(document);
}

let made: TestStudio;
let project = '';
let file = '';
let companion = '';

beforeAll(async () => {
  made = await newStudio();
  const { studio, heard } = made;
  await studio.chooseBackend({ wish: 'cpu' });
  ({ project } = await studio.createProject({ text: text(), name: 'small' }, one));
  ({ file } = await studio.save({ project, text: text() }, one));
  companion = path.join(path.dirname(file), 'small.genloom-files');
  const finished = heard.activity('finished');
  await studio.watch({ nodes: ['grid'] }, one);
  await studio.train({ project, text: text(), from: 'scratch' }, one);
  await finished;
});
afterAll(cleanUp);

describe('a run', () => {
  test('is listed with its last numbers and its timeline', async () => {
    const [run] = await made.studio.runs({ project });
    expect(run).toMatchObject({
      run: 'run-1',
      step: 20,
      steps: 20,
      checkpoints: Array.from({ length: 11 }, (_, i) => 2 * i),
      problem: null,
    });
    expect(Object.keys(run!.numbers)).toContain('elbo -ELBO');
    expect(Math.abs(run!.started - Date.now())).toBeLessThan(3600e3);
    expect(await made.studio.runDocument({ project, run: 'run-1' })).toBe(text());
  });

  test('keeps every report that windows heard', async () => {
    const records = await made.studio.records({ project, run: 'run-1' });
    const kept = records.flatMap((record) =>
      record.kind === 'numbers' ? [{ step: record.step, numbers: record.numbers }] : [],
    );
    const heard = made.heard.of('progress').filter((news) => news.run === 'run-1');
    expect(heard.flatMap(({ reports }) => reports)).toEqual(kept);
    expect(kept).toHaveLength(20);
  });

  test.each(['..', '../../x', 'run-2', '.', 'run-1/../run-1', ''])('there is none named %j', async (run) => {
    for (const call of [
      () => made.studio.records({ project, run }),
      () => made.studio.runDocument({ project, run }),
      () => made.studio.removeRun({ project, run }, one),
      () => made.studio.goOn({ project, run }, one),
    ])
      await expect(call()).rejects.toThrow('no run');
    expect(existsSync(file)).toBe(true);
  });

  test('is shown at any step of its timeline, and a branch begins there', async () => {
    const { studio, heard } = made;
    const samples = () => studio.sample({ output: 'samples', count: 2, seed: 1 }, one);
    const looks = heard.next('look', ({ node, step }) => node === 'grid' && step === 4);
    expect(await studio.show({ project, text: text(), run: 'run-1', step: 4 })).toMatchObject({
      activity: 'shown',
      run: 'run-1',
      step: 4,
      weights: 'run',
      anew: [],
    });
    const early = await samples();
    const { finding } = await looks;
    expect(finding.picture).toMatchObject({ form: 'images', range: [0, 255], columns: 3 });
    if (finding.picture?.form === 'images') expect(finding.picture.images.data).toBeInstanceOf(Uint8Array);
    expect(await studio.show({ project, text: text(), run: 'run-1' })).toMatchObject({ step: 20 });
    expect(await samples()).not.toEqual(early);
    await expect(studio.show({ project, text: text(), run: 'run-1', step: 5 })).rejects.toThrow(
      'no checkpoint at step 5; it has some at 0, 2, 4',
    );
    await studio.show({ project, text: text(), run: 'run-1', step: 4 });
    const branch = await studio.train({ project, text: text(), from: 'shown', paused: true }, one);
    expect(branch).toMatchObject({ run: 'run-2', step: 0, activity: 'paused' });
    expect(await samples()).toEqual(early);
    expect(await studio.step({ count: 3 })).toMatchObject({ activity: 'paused', step: 3 });
    expect(await samples()).not.toEqual(early);
    expect((await studio.runs({ project })).map(({ run }) => run)).toEqual(['run-2', 'run-1']);
    await studio.removeRun({ project, run: 'run-2' }, one);
    expect((await studio.runs({ project })).map(({ run }) => run)).toEqual(['run-1']);
    expect((await studio.engine()).model).toBeNull();
    await expect(samples()).rejects.toThrow('No model is open');
    await expect(studio.step({ count: 1 })).rejects.toThrow('No model is open');
  });

  test('a changed graph keeps what fits and lists what starts anew', async () => {
    const document = small({ steps: 20 });
    document.designs.decoder!.nodes.hidden!.dials.units = 17;
    const state = await made.studio.show({ project, text: writeDocument(document) });
    expect(state).toMatchObject({ weights: 'run', run: 'run-1', step: 20 });
    expect(state.anew).toEqual(['decoder/hidden/kernel', 'decoder/hidden/bias', 'decoder/pixels/kernel']);
    await expect(made.studio.step({ count: 1 })).rejects.toThrow('Nothing is being trained yet');
  });
});

describe('wires and dials', () => {
  test('a pinned wire is told with the progress; it stays pinned when the same project trains anew', async () => {
    const { studio, heard } = made;
    await studio.show({ project, text: text() });
    await studio.pin({ pins: [{ node: 'encode', port: 'mean' }] });
    const told = heard.next('progress', ({ step }) => step === 2);
    await studio.train({ project, text: text(), from: 'scratch', paused: true }, one);
    await studio.step({ count: 2 });
    const probe = (await told).probes['encode.mean']!;
    expect(probe.shape).toEqual([20]);
    expect(Array.from(probe.data.subarray(4)).reduce((sum, count) => sum + count, 0)).toBe(16);
    await studio.setDial({ node: 'total', dial: 'weights.kl', value: 0.25 });
    const { run } = (await studio.engine()).model!;
    expect((await studio.records({ project, run: run! })).at(-1)).toEqual({
      kind: 'dial',
      step: 2,
      node: 'total',
      dial: 'weights.kl',
      value: 0.25,
    });
    await expect(studio.setDial({ node: 'total', dial: 'weights.kl', value: NaN })).rejects.toThrow('takes');
    expect((await studio.peek({ node: 'kl', port: 'perExample' })).value!.shape).toEqual([8]);
    expect((await studio.look({ node: 'elbo' }, one)).numbers).toHaveProperty('-ELBO');
    await expect(studio.look({ node: 'nobody' }, one)).rejects.toThrow("no view or metric 'nobody'");
    await studio.removeRun({ project, run: run! }, one);
  });
});

describe('what a project looks like', () => {
  test('its picture is made of its newest samples', async () => {
    const { studio } = made;
    await studio.save({ project, text: text() }, one);
    const picture = (await studio.thumbnail({ file }))!;
    const { width, height, channels } = await sharp(picture).metadata();
    expect({ width, height, channels }).toEqual({ width: 448, height: 112, channels: 1 });
    const { projects } = await studio.gallery();
    expect(projects).toMatchObject([{ file, thumbnail: true, runs: 1 }]);
  });

  test('a second window hears of its training, one of another project only what the engine does', async () => {
    const { studio, heard } = made;
    await studio.openProject({ file }, two);
    const before = heard.all.length;
    await studio.train({ project, text: text(), from: 'scratch', paused: true }, one);
    await studio.step({ count: 1 });
    const of = (window: string) =>
      new Set(heard.all.slice(before).flatMap((one) => (one.window === window ? [one.news.kind] : [])));
    expect(of('two')).toContain('progress');
    expect(of('one')).toEqual(of('two'));
    expect([...of('all')]).toEqual(['engine']);
    await studio.removeRun({ project, run: (await studio.engine()).model!.run! }, one);
  });
});

describe('taking a model away', () => {
  test('writes it beside the project, each time into a folder of its own', async () => {
    const { studio } = made;
    expect((await studio.exportFormats()).map(({ name }) => name)).toContain('safetensors');
    for (const n of [1, 2]) {
      const { folder, files } = await studio.exportModel({ project, format: 'safetensors' }, one);
      expect(folder).toBe(path.join(companion, 'exports', `safetensors-${n}`));
      expect(files.length).toBeGreaterThan(1);
      for (const name of files) expect(readFileSync(path.join(folder, name)).length).toBeGreaterThan(0);
    }
    await expect(studio.exportModel({ project, format: '../x' }, one)).rejects.toThrow('no format');
  });

  test('is refused where nothing is trained, and leaves nothing when it is stopped', async () => {
    const { studio } = made;
    const other = await studio.createProject({ text: smallDocument(), name: 'other' }, two);
    await expect(studio.exportModel({ project: other.project, format: 'safetensors' }, two)).rejects.toThrow(
      'not trained yet',
    );
    rmSync(path.join(companion, 'exports'), { recursive: true });
    const stop = new AbortController();
    const stopped = studio.exportModel(
      { project, format: 'safetensors' },
      { window: 'one', signal: stop.signal },
    );
    setTimeout(() => stop.abort(), 50);
    await expect(stopped).rejects.toThrow('was stopped');
    expect(existsSync(path.join(companion, 'exports', 'safetensors-1'))).toBe(false);
  });
});
