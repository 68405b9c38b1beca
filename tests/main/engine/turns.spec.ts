import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Engine } from '../../../main/engine/engine.ts';
import { firstRows } from '../../../main/engine/rows.ts';
import { Session } from '../../../main/engine/session.ts';
import type { News } from '../../../main/engine/training.ts';
import { stackTurns } from '../../../main/engine/turns.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { smallDiffusion } from '../../documents.ts';
import { float } from '../../nodes/numbers.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-turns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sessions: Session[] = [];
async function open(document: GraphDocument = smallDiffusion()): Promise<Session> {
  const session = await Session.open(document, tfjsTarget('cpu'), 'cpu');
  sessions.push(session);
  return session;
}
afterEach(() => {
  for (const session of sessions.splice(0)) session.dispose();
});

describe('a diffusion in a session', () => {
  test('learns, samples and is looked at, and holds as many tensors as before', async () => {
    const session = await open(smallDiffusion({}, { steps: 60, batch: 64 }));
    const losses: number[] = [];
    for (let step = 0; step < 60; step++) losses.push((await session.step())[0]!.numbers.loss!);
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(mean(losses.slice(-15))).toBeLessThan(mean(losses.slice(0, 15)));
    const before = session.tensorCount();
    const samples = await session.sample('samples', 7, 1);
    expect(samples.shape).toEqual([7, 2]);
    expect(samples.data.every(Number.isFinite)).toBe(true);
    const findings = await Promise.all(session.compiled.looks.map((look) => session.look(look)));
    expect(findings.map(({ picture }) => picture!.form).sort()).toEqual(['curves', 'curves', 'frames']);
    await session.peek({ node: 'sampler', port: 'samples' });
    expect(session.tensorCount()).toBe(before);
  });

  test('gives the samples of one seed again, and others of another', async () => {
    const session = await open(smallDiffusion({ method: 'DDPM', steps: 40 }));
    const one = await session.sample('samples', 5, 1);
    expect(await session.sample('samples', 5, 1)).toEqual(one);
    expect((await session.sample('samples', 5, 2)).data).not.toEqual(one.data);
  });

  test('changes its sampler without being trained again', async () => {
    const trained = await open();
    for (let step = 0; step < 5; step++) await trained.step();
    const weights = await trained.read();
    const changed = await open(smallDiffusion({ method: 'Heun', steps: 20 }));
    expect(await changed.adopt(weights)).toEqual([]);
    expect((await changed.sample('samples', 3, 1)).data.every(Number.isFinite)).toBe(true);
  });

  test('draws new noise in each turn', async () => {
    const session = await open(smallDiffusion({ method: 'DDPM', steps: 2, frames: 2 }));
    const one = await session.peek({ node: 'sampler', port: 'path' });
    // An untrained denoiser says 0, so that x₀ is x_t/α and what is added in a turn is the noise of that turn.
    expect(new Set(one.value!.data).size).toBe(one.value!.data.length);
  });
});

describe('an engine that samples', () => {
  test('tells each turn, stops between two when asked, and goes on as before', async () => {
    const told: (News & { kind: 'turn' })[] = [];
    let engine!: Engine;
    engine = new Engine((news) => {
      if (news.kind !== 'turn') return;
      told.push(news);
      if (told.length === 4) void engine.stopSampling();
    });
    try {
      await engine.start(smallDiffusion(), path.join(folder, 'run'), 'cpu');
      await expect(engine.sample('samples', 100, 1, {})).rejects.toThrow(
        /'Diffusion sampler' was stopped after 4 of 10 turns/,
      );
      expect(told.map(({ of, node, turn, turns }) => [of, node, turn, turns])).toEqual(
        [1, 2, 3, 4].map((turn) => ['output/samples', 'sampler', turn, 10]),
      );
      expect(told[0]!.carried[0]!.shape).toEqual([64, 2]);
      const samples = await engine.sample('samples', 100, 1, {});
      expect(samples.shape).toEqual([100, 2]);
      expect(told).toHaveLength(14);
    } finally {
      engine.dispose();
    }
  });
});

test('turns stand behind the batch: [2, 3 turns, 2]', () => {
  const turns = [float([2, 2], [1, 2, 3, 4]), float([2, 2], [5, 6, 7, 8]), float([2, 2], [9, 10, 11, 12])];
  expect(stackTurns(turns)).toEqual(float([2, 3, 2], [1, 2, 5, 6, 9, 10, 3, 4, 7, 8, 11, 12]));
});

test('the first rows of a batch, and all of a smaller one', () => {
  const values = float([3, 2], [1, 2, 3, 4, 5, 6]);
  expect(firstRows(values, 2)).toEqual(float([2, 2], [1, 2, 3, 4]));
  expect(firstRows(values, 5)).toBe(values);
});
