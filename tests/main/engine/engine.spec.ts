import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeCheckpoint } from '../../../main/engine/checkpoint.ts';
import { Engine } from '../../../main/engine/engine.ts';
import { encodeWeights } from '../../../main/engine/trained-weights.ts';
import { RunFolder } from '../../../main/projects/run-folder.ts';
import type { News } from '../../../main/engine/training.ts';
import { smallVae } from '../../documents.ts';

const folders: string[] = [];
const engines: Engine[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-engine-'));
  folders.push(folder);
  return path.join(folder, 'run');
}

function open() {
  const news: News[] = [];
  const engine = new Engine((one) => news.push(one));
  engines.push(engine);
  return { engine, news };
}

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.release();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const pace = { reportEvery: 5, lookEvery: 0, keepEvery: 10, saveSeconds: 1000 };
const looks = (news: readonly News[]) =>
  news.flatMap((one) => (one.kind === 'look' ? [`${one.node}@${one.step}`] : []));

/** Trains a small run to its end, and says where its last checkpoint is. */
async function trained(engine: Engine, steps = 20) {
  const folder = newFolder();
  await engine.start(smallVae({ steps }), folder, 'cpu');
  await engine.train(pace);
  const { run } = await RunFolder.open(folder);
  return { folder, file: run.checkpointFile(steps) };
}

describe('an engine that holds a model without a run', () => {
  test('looks at every view once, and answers meanwhile', async () => {
    const { engine, news } = open();
    expect(await engine.show(smallVae(), 'cpu', [])).toMatchObject({ step: 0, steps: 20, used: null });
    expect(await engine.sample('samples', 2, 1)).toMatchObject({ shape: [2, 28, 28, 1] });
    await expect.poll(() => looks(news)).toHaveLength(2);
    expect(looks(news).sort()).toEqual(['elbo@0', 'map@0']);
    expect((await engine.peek({ node: 'kl', port: 'loss' })).value!.data).toHaveLength(1);
    await expect(engine.train()).rejects.toThrow('No run is open');
  });

  test('takes the first weights that are whole, tells which, and what starts anew', async () => {
    const { engine } = open();
    const { file } = await trained(engine);
    const same = await engine.sample('samples', 4, 1);
    const cut = path.join(path.dirname(file), 'cut.safetensors');
    writeFileSync(cut, 'not whole');
    const offers = [cut, file].map((one) => ({ file: one, form: 'checkpoint' as const }));
    const shown = await engine.show(smallVae(), 'cpu', offers);
    expect(shown).toMatchObject({ used: 1, step: 20, anew: [] });
    expect(shown.notes).toHaveLength(1);
    expect(await engine.sample('samples', 4, 1)).toEqual(same);
    const wider = smallVae();
    wider.designs.encoder!.nodes.hidden!.dials.units = 20;
    const { anew } = await engine.show(wider, 'cpu', offers);
    expect(anew).toEqual([
      'encoder/hidden/kernel',
      'encoder/hidden/bias',
      'encoder/mean-head/kernel',
      'encoder/variance-head/kernel',
    ]);
  });

  test('weights that a block has from elsewhere do not start anew', async () => {
    const { engine } = open();
    const { file, folder } = await trained(engine);
    const bytes = readFileSync(file);
    const { variables } = decodeCheckpoint(bytes, file);
    const own = new Map([...variables].filter(([name]) => name.startsWith('encoder/')));
    const weights = path.join(folder, 'own.safetensors');
    writeFileSync(weights, encodeWeights(own, 'float32'));
    const borrowing = smallVae();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    borrowing.blocks.decoder!.startsFrom = { kind: 'run', of: folder, sha256 };
    const offers = [{ file: weights, form: 'weights' as const }];
    expect(await engine.show(borrowing, 'cpu', offers)).toMatchObject({ used: 0, anew: [], notes: [] });
    const { anew } = await engine.show(smallVae(), 'cpu', offers);
    expect(anew).toContain('decoder/hidden/kernel');
  });

  test('a run can begin with the weights that are shown; its optimizer knows nothing yet', async () => {
    const { engine } = open();
    const { file } = await trained(engine);
    await engine.show(smallVae(), 'cpu', [{ file, form: 'checkpoint' }]);
    const before = await engine.sample('samples', 4, 1);
    const folder = newFolder();
    expect(await engine.start(smallVae({ steps: 8 }), folder, 'cpu', 'shown')).toMatchObject({
      step: 0,
      anew: [],
    });
    expect(await engine.sample('samples', 4, 1)).toEqual(before);
    // Killed before its first step, it still begins with them.
    await engine.resume(folder, 'cpu');
    expect(await engine.sample('samples', 4, 1)).toEqual(before);
    await engine.train(pace);
    expect(await engine.sample('samples', 4, 1)).not.toEqual(before);
  });
});

describe('a run in the engine', () => {
  test('trains the same whether its model was looked at before or not', async () => {
    const { engine } = open();
    const { file } = await trained(engine, 6);
    const samples = await engine.sample('samples', 4, 1);
    await engine.show(smallVae({ steps: 6 }), 'cpu', [{ file, form: 'checkpoint' }]);
    await engine.setDial('optimizer', 'learningRate', 0.5);
    expect(await engine.start(smallVae({ steps: 6 }), newFolder(), 'cpu')).toMatchObject({ step: 0 });
    expect(await engine.train(pace)).toMatchObject({ step: 6 });
    expect(await engine.sample('samples', 4, 1)).toEqual(samples);
    // And with the weights that were shown.
    const begun: unknown[] = [];
    for (const between of [false, true]) {
      await engine.show(smallVae({ steps: 6 }), 'cpu', [{ file, form: 'checkpoint' }]);
      const weights = { file, form: 'checkpoint' } as const;
      if (between) await engine.release();
      await engine.start(smallVae({ steps: 6 }), newFolder(), 'cpu', between ? weights : 'shown');
      await engine.train(pace);
      begun.push(await engine.sample('samples', 4, 1));
    }
    expect(begun[0]).toEqual(begun[1]);
    expect(begun[0]).not.toEqual(samples);
  });

  test('is stepped by hand as it is trained: the same weights, and every step is told', async () => {
    const { engine, news } = open();
    const whole = await trained(engine, 6);
    const folder = newFolder();
    await engine.start(smallVae({ steps: 6 }), folder, 'cpu');
    for (let step = 1; step <= 6; step++)
      expect(await engine.train({ ...pace, until: step })).toMatchObject({ step });
    const steps = news.flatMap((one) => (one.kind === 'progress' ? [one.step] : []));
    expect(steps.slice(-6)).toEqual([1, 2, 3, 4, 5, 6]);
    const tensors = async (of: string) => {
      const { run } = await RunFolder.open(of);
      const { bytes, file } = await run.readCheckpoint(6);
      return decodeCheckpoint(bytes, file).variables;
    };
    expect(await tensors(folder)).toEqual(await tensors(whole.folder));
    const samples = await engine.sample('samples', 4, 1);
    await engine.resume(whole.folder, 'cpu');
    expect(await engine.sample('samples', 4, 1)).toEqual(samples);
    // Those of pauses give way to the next; the first and the last stay.
    const { run } = await RunFolder.open(folder);
    expect(await run.checkpoints()).toEqual([0, 6]);
  });

  test('views that are watched are looked at while it trains, metrics at their pace', async () => {
    const { engine, news } = open();
    await engine.watch(['map']);
    await engine.start(smallVae({ steps: 60 }), newFolder(), 'cpu');
    await engine.train({ ...pace, lookEvery: 30, watched: true });
    const told = looks(news);
    expect(told.filter((one) => one.startsWith('elbo'))).toEqual(['elbo@4', 'elbo@30', 'elbo@60']);
    // How often beyond that is a matter of processor time.
    expect(told.filter((one) => one.startsWith('map') && one !== 'map@60')).not.toEqual([]);
    expect(told).toContain('map@60');
  });

  test('refuses to turn what cannot be turned', async () => {
    const { engine } = open();
    await engine.start(smallVae(), newFolder(), 'cpu');
    await engine.setDial('total', 'weights.kl', 0.5);
    await expect(engine.setDial('total', 'weights.other', 0.5)).rejects.toThrow('cannot be turned');
    await expect(engine.setDial('encode', 'block', 1)).rejects.toThrow('cannot be turned');
    await expect(engine.setDial('nobody', 'learningRate', 1)).rejects.toThrow('cannot be turned');
    await expect(engine.setDial('optimizer', 'learningRate', -1)).rejects.toThrow('takes a number from');
  });
});
