import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Run } from '../../../main/engine/run.ts';
import type { News } from '../../../main/engine/training.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { mountSmallDisk } from '../projects/small-disk.ts';
import { document, graph, smallVae } from '../../documents.ts';

const folders: string[] = [];
const runs: Run[] = [];
const backend = { target: tfjsTarget('cpu'), fingerprint: 'cpu' };
const pace = { reportEvery: 1, lookEvery: 5, keepEvery: 5, saveSeconds: 1000 };

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-run-'));
  folders.push(folder);
  return path.join(folder, 'run');
}

async function start(drawn: GraphDocument, folder = newFolder()): Promise<Run> {
  const run = await Run.start(drawn, folder, backend);
  runs.push(run);
  return run;
}

async function resume(folder: string, steps?: number): Promise<Run> {
  const run = await Run.resume(folder, backend, steps);
  runs.push(run);
  return run;
}

afterEach(() => {
  for (const run of runs.splice(0)) run.dispose();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;

/** Trains until that step was reported, then stops as Ctrl+C does. */
async function trainTo(run: Run, step: number): Promise<News[]> {
  const stop = new AbortController();
  const news: News[] = [];
  await run.train(
    (one) => {
      news.push(one);
      if (one.kind === 'progress' && one.step >= step) stop.abort();
    },
    stop.signal,
    pace,
  );
  return news;
}

/** Takes all the room that a disk has left. */
function fill(file: string): void {
  const block = Buffer.alloc(4096);
  try {
    for (;;) appendFileSync(file, block);
  } catch {
    // Full.
  }
}

const contents = async (run: Run) =>
  Object.fromEntries([...(await run.session.read())].map(([name, { data }]) => [name, Array.from(data)]));

describe('a run', () => {
  test('stops with a checkpoint and goes on to the same end', async () => {
    const whole = await start(smallVae());
    await whole.train(() => {}, never, pace);

    const first = await start(smallVae());
    await trainTo(first, 8);
    const { folder } = first.folder;
    expect(await first.folder.checkpoints()).toContain(8);
    const second = await resume(folder);
    expect(second.session.counters.step).toBe(8);
    expect(second.identical).toBe(true);
    await second.train(() => {}, never, pace);
    expect(await contents(second)).toEqual(await contents(whole));
    const numbers = (run: Run) =>
      run.folder
        .records()
        .flatMap((record) => (record.kind === 'numbers' ? [[record.step, record.numbers]] : []));
    expect(numbers(second)).toEqual(numbers(whole));
  });

  test('takes a turned dial back and turns it again when it goes on from an older checkpoint', async () => {
    const first = await start(smallVae());
    await trainTo(first, 5);
    first.setDial('optimizer', 'learningRate', 0.05);
    const stop = new AbortController();
    await first.train(
      (news) => news.kind === 'progress' && news.step === 9 && stop.abort(),
      stop.signal,
      pace,
    );
    const after = await contents(first);
    const { folder } = first.folder;
    // The machine loses the last checkpoints; the dial was turned after the one that is left.
    for (const name of readdirSync(path.join(folder, 'checkpoints')))
      if (Number(name.slice(5, 14)) > 5) rmSync(path.join(folder, 'checkpoints', name));
    const second = await resume(folder);
    expect(second.session.counters.step).toBe(5);
    await trainTo(second, 9);
    expect(await contents(second)).toEqual(after);
  });

  test('falls back to the checkpoint before a cut one, and says so', async () => {
    const first = await start(smallVae());
    await trainTo(first, 10);
    const { folder } = first.folder;
    truncateSync(path.join(folder, 'checkpoints', 'step-000000010.safetensors'), 5000);
    appendFileSync(path.join(folder, 'metrics.jsonl'), '{"kind":"numbers","st');
    const second = await resume(folder);
    expect(second.session.counters.step).toBe(5);
    expect(second.notes.map(({ en }) => en).join()).toContain('The checkpoint before it is used');
    await second.train(() => {}, never, pace);
    expect(second.session.finished).toBe(true);
  });

  test('says "not identical" on another backend and goes on', async () => {
    const first = await start(smallVae());
    await trainTo(first, 5);
    const other = await Run.resume(first.folder.folder, { ...backend, fingerprint: 'another machine' });
    runs.push(other);
    expect(other.identical).toBe(false);
    expect(other.session.counters.step).toBe(5);
  });

  test('writes a folder that other tools read', async () => {
    const run = await start(smallVae());
    await run.train(() => {}, never, pace);
    const { folder } = run.folder;
    const lines = readFileSync(path.join(folder, 'metrics.jsonl'), 'utf8').trim().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { kind: string });
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['start', 'look', 'numbers']));
    expect(JSON.parse(readFileSync(path.join(folder, 'document.genloom'), 'utf8'))).toMatchObject({
      format: 'genloom',
    });
    expect(await run.folder.checkpoints()).toEqual([0, 5, 10, 15, 20]);
  });

  test('overwrites nothing', async () => {
    const run = await start(smallVae());
    await expect(Run.start(smallVae(), run.folder.folder, backend)).rejects.toThrow(
      'nothing is ever overwritten',
    );
    const nowhere = newFolder();
    await expect(Run.resume(nowhere, backend)).rejects.toThrow('is no run');
    const foreign = await start(smallVae());
    writeFileSync(path.join(foreign.folder.folder, 'document.genloom'), '{"format":"genloom","version":99}');
    await expect(Run.resume(foreign.folder.folder, backend)).rejects.toThrow('newer Genloom');
  });

  test('stops with a sentence on a full disk, keeps its last checkpoint, and goes on when there is room', async ({
    skip,
  }) => {
    const disk = mountSmallDisk(1200);
    if (typeof disk === 'string') return skip(disk);
    const folder = path.join(disk.folder, 'run');
    try {
      const run = await start(smallVae(), folder);
      const filler = path.join(disk.folder, 'filler');
      await expect(
        run.train(
          (news) => {
            if (news.kind === 'checkpoint' && news.step === 5) fill(filler);
          },
          never,
          pace,
        ),
      ).rejects.toThrow(/disk is full/);
      run.dispose();
      rmSync(filler);
      const again = await resume(folder);
      expect(again.session.counters.step).toBe(5);
      await again.train(() => {}, never, { ...pace, keepEvery: 20 });
      expect(again.session.finished).toBe(true);
      const whole = await start(smallVae());
      await whole.train(() => {}, never, pace);
      expect(await contents(again)).toEqual(await contents(whole));
      again.dispose();
    } finally {
      disk.remove();
    }
  });

  test('names the node where a loss stopped being a number', async () => {
    // log(scale · x) of a learned scale that a huge rate drives below zero.
    const drawn = document({
      board: {
        nodes: {
          digits: { kind: 'digits', classes: [1] },
          shrink: { kind: 'call', block: 'scaler' },
          logarithm: { kind: 'expression', formula: 'mean(log(a))' },
          optimizer: { kind: 'optimizer', method: 'SGD', learningRate: 1, clip: 0 },
        },
        wires: [
          'digits.image -> shrink.image',
          'shrink.result -> logarithm.a',
          'logarithm.result -> optimizer.loss',
          'shrink.block -> optimizer.blocks as scaler',
        ],
      },
      designs: {
        scaler: graph({
          nodes: {
            image: { kind: 'input', name: 'image' },
            start: { kind: 'expression', formula: 'x * 0 + 1' },
            flat: { kind: 'flatten' },
            scale: { kind: 'dense', units: 1, activation: 'linear', initializer: 'zeros' },
            positive: { kind: 'expression', formula: 'y + 3.5' },
            result: { kind: 'output', name: 'result' },
          },
          wires: [
            'image.value -> start.x',
            'start.result -> flat.input',
            'flat.output -> scale.input',
            'scale.output -> positive.y',
            'positive.result -> result.value',
          ],
        }),
      },
      blocks: { scaler: 'scaler' },
    });
    Object.assign(drawn.board.nodes.optimizer!, { name: 'Mover', names: { ko: '옮기기' } });
    const run = await start(drawn);
    await expect(run.train(() => {}, never, { ...pace, keepEvery: 1000 })).rejects.toThrow(
      /^The loss of 'Mover' became NaN in step \d+\. The first value that is not finite is log.*at 'Expression'/s,
    );
    expect(run.folder.records().at(-1)).toMatchObject({
      kind: 'problem',
      ko: expect.stringMatching(/'옮기기'의 손실이 NaN이\(가\).*'수식'의 log/s),
    });
    expect(
      Object.values(await contents(run))
        .flat()
        .every(Number.isFinite),
    ).toBe(true);
  });
});
