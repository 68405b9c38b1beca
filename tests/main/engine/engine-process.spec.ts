import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeCheckpoint } from '../../../main/engine/checkpoint.ts';
import { EngineProcess, type EngineNews } from '../../../main/engine/engine-process.ts';
import { RunFolder } from '../../../main/projects/run-folder.ts';
import { smallVae, vaeWithPlace } from '../../documents.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
const folders: string[] = [];
const engines: EngineProcess[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-engine-'));
  folders.push(folder);
  return path.join(folder, 'run');
}

function newEngine(tell: (news: EngineNews) => void | Promise<void> = () => {}): EngineProcess {
  const engine = new EngineProcess(tell);
  engines.push(engine);
  return engine;
}

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const pace = { reportEvery: 1, lookEvery: 0, keepEvery: 10, saveSeconds: 1000 };

async function lastTensors(folder: string): Promise<Record<string, number[]>> {
  const { run } = await RunFolder.open(folder);
  const { bytes, file } = await run.readCheckpoint((await run.checkpoints()).at(-1)!);
  return Object.fromEntries(
    [...decodeCheckpoint(bytes, file).variables].map(([name, { data }]) => [name, Array.from(data)]),
  );
}

describe('the engine in its own process', () => {
  test('is asked again, when it has died, what it was asked; another model is not', async () => {
    let again!: () => void;
    const restarted = new Promise<void>((resolve) => (again = resolve));
    const engine = newEngine((news) => {
      if (news.kind === 'restarted') again();
    });
    const document = vaeWithPlace([1, 2]);
    const places = async () => [...(await engine.call('sample', 'places', 1, 1)).data];
    await engine.show(document, 'cpu', []);
    await engine.ask({ 'place.value': [3, 4] });
    expect(await places()).toEqual([3, 4]);
    engine.restart();
    await restarted;
    expect(await places()).toEqual([3, 4]);
    await engine.show(document, 'cpu', []);
    expect(await places()).toEqual([1, 2]);
  });

  test('trains, answers while it trains, pauses and goes on', async () => {
    const steps: number[] = [];
    const engine = newEngine((news) => {
      if (news.kind === 'progress') steps.push(news.step);
    });
    const folder = newFolder();
    expect(await engine.start(smallVae({ steps: 120 }), folder, 'cpu')).toMatchObject({
      step: 0,
      steps: 120,
    });
    const training = engine.train(pace);
    const samples = await engine.call('sample', 'samples', 5, 1);
    expect(samples.shape).toEqual([5, 28, 28, 1]);
    expect(samples.data).toBeInstanceOf(Float32Array);
    await engine.call('setDial', 'optimizer', 'learningRate', 0.001);
    const paused = await engine.pause();
    expect(paused.step).toBeLessThan(120);
    expect(await training).toMatchObject({ step: paused.step, training: false });
    expect(await engine.train(pace)).toMatchObject({ step: 120 });
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(120);
  });

  test('survives kill -9 in mid-training: it goes on from its last checkpoint and ends the same to the bit', async () => {
    const undisturbed = newFolder();
    const quiet = newEngine();
    await quiet.start(smallVae({ steps: 60 }), undisturbed, 'cpu');
    await quiet.train(pace);

    const killed = newFolder();
    const restarts: number[] = [];
    let kills = 0;
    const engine: EngineProcess = newEngine((news) => {
      if (news.kind === 'restarted') restarts.push(news.step);
      if (news.kind === 'checkpoint' && (news.step === 20 || news.step === 40) && kills < 2) {
        kills++;
        process.kill(engine.pid, 'SIGKILL');
      }
    });
    await engine.start(smallVae({ steps: 60 }), killed, 'cpu');
    expect(await engine.train(pace)).toMatchObject({ step: 60, identical: true });
    expect(restarts).toHaveLength(2);
    expect(restarts[0]).toBeGreaterThanOrEqual(20);
    expect(await lastTensors(killed)).toEqual(await lastTensors(undisturbed));
    const { run } = await RunFolder.open(killed);
    const reported = run.records().flatMap((record) => (record.kind === 'numbers' ? [record.step] : []));
    expect(reported).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  });

  test('tells a slow listener less, and never more than it takes', async () => {
    let open = 0;
    let most = 0;
    let heard = 0;
    const engine = newEngine(async (news) => {
      if (news.kind !== 'progress') return;
      heard++;
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 200));
      open--;
    });
    await engine.start(smallVae({ steps: 100 }), newFolder(), 'cpu');
    await engine.train(pace);
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(100);
    expect(most).toBeLessThanOrEqual(8);
  });

  test('hands the sentence on when a call is refused', async () => {
    const engine = newEngine();
    await expect(engine.call('sample', 'samples', 1, 1)).rejects.toThrow('No run is open');
    await expect(engine.resume(newFolder(), 'cpu')).rejects.toThrow('is no run');
    const folder = newFolder();
    await engine.start(smallVae(), folder, 'cpu');
    await expect(engine.start(smallVae(), folder, 'cpu')).rejects.toThrow('holds a run already');
  });
});
