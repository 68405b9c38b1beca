import { expect, test } from 'vitest';
import { chooseBackend } from '../../../main/engine/backends/choose.ts';
import { LoopMemory } from '../../../main/engine/loop-memory.ts';
import { Session } from '../../../main/engine/session.ts';
import { smallDiffusion } from '../../documents.ts';

const { target, report } = await chooseBackend('auto');

/** A denoiser whose samples two metrics look at. */
function watched() {
  const drawing = smallDiffusion();
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

test('several metrics of one sampler run it once, and find the same', async () => {
  const session = await Session.open(watched(), target, report.fingerprint);
  try {
    const looks = ['sliced-wasserstein', 'mmd'].map((kind) =>
      session.compiled.looks.find(({ node }) => node === kind)!,
    );
    const memory = new LoopMemory();
    const turns = [0, 0];
    const remembered = [];
    for (const [i, look] of looks.entries())
      remembered.push(await session.look(look, { memory, tell: () => turns[i]!++ }));
    expect(turns[0]).toBeGreaterThan(0);
    expect(turns[1]).toBe(0);
    const alone = [];
    for (const look of looks) alone.push(await session.look(look));
    expect(remembered).toEqual(alone);
  } finally {
    session.dispose();
  }
});

test('another draw is another question', async () => {
  const session = await Session.open(watched(), target, report.fingerprint);
  try {
    const memory = new LoopMemory();
    const draw = (seed: number) => session.sample('samples', 8, seed, {}, { memory });
    const first = await draw(1);
    expect(await draw(2)).not.toEqual(first);
    expect(await draw(1)).toEqual(first);
  } finally {
    session.dispose();
  }
});
