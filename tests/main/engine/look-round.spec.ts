import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Engine } from '../../../main/engine/engine.ts';
import { Session } from '../../../main/engine/session.ts';
import type { News } from '../../../main/engine/training.ts';
import { smallDiffusion } from '../../documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-look-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.restoreAllMocks());

/** A denoiser whose samples two metrics look at. */
function watched() {
  const drawing = smallDiffusion({}, { steps: 20 });
  const { nodes, wires } = drawing.board;
  for (const kind of ['sliced-wasserstein', 'mmd']) {
    nodes[kind] = { kind, dials: { count: 100 } };
    wires.push(
      { from: { node: 'sampler', port: 'samples' }, to: { node: kind, port: 'generated' } },
      { from: { node: 'points', port: 'points' }, to: { node: kind, port: 'real' } },
    );
  }
  return drawing;
}

type Look = Extract<News, { kind: 'look' }>;

/** Every look of a training: at which step, and how many turns its sampler took. */
async function train(
  remembers: boolean,
): Promise<{ readonly found: Look[]; readonly turns: Map<string, number> }> {
  const found: Look[] = [];
  const turns = new Map<string, number>();
  const { look } = Session.prototype;
  vi.spyOn(Session.prototype, 'look').mockImplementation(function (this: Session, one, follower = {}) {
    const { memory, ...others } = follower;
    const name = `${one.node} ${this.counters.step}`;
    const tell = () => void turns.set(name, (turns.get(name) ?? 0) + 1);
    return look.call(this, one, { ...others, ...(remembers && memory ? { memory } : {}), tell });
  });
  const engine = new Engine((news) => {
    if (news.kind === 'look') found.push(news);
  });
  try {
    await engine.start(watched(), path.join(folder, `run-${remembers}`), 'cpu');
    await engine.train({ lookEvery: 10 });
    return { found, turns };
  } finally {
    await engine.release();
    vi.restoreAllMocks();
  }
}

test('metrics that look at the same weights share the turns of their sampler and find what they would alone', async () => {
  const [shared, alone] = [await train(true), await train(false)];
  expect(shared.found).toEqual(alone.found);
  for (const step of [0, 10, 20]) {
    expect(alone.turns.get(`sliced-wasserstein ${step}`)).toBe(10);
    expect(alone.turns.get(`mmd ${step}`)).toBe(10);
    const both = ['sliced-wasserstein', 'mmd'].map((kind) => shared.turns.get(`${kind} ${step}`) ?? 0);
    expect(both.toSorted((a, b) => a - b)).toEqual([0, 10]);
  }
});
