// A network that crosses the border of what is packed comes in through a door of its own.
import { expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { designCalledBy } from '../../../renderer/edits/nodes.ts';
import { packNodes, unpackCall } from '../../../renderer/edits/pack.ts';
import { siteAt } from '../../../renderer/edits/site.ts';
import { document, drawn } from '../../documents.ts';

const board = (): GraphDocument =>
  document({
    designs: { network: drawn('mlp', { widths: [8], units: 2, name: 'output' }) },
    blocks: { network: 'network' },
    board: {
      nodes: {
        noise: { kind: 'gaussian-noise', shape: [2] },
        network: { kind: 'block', block: 'network' },
        once: { kind: 'apply' },
        twice: { kind: 'apply' },
        loss: { kind: 'expression', formula: 'mean(x^2)' },
        optimizer: { kind: 'optimizer' },
        samples: { kind: 'output', name: 'samples' },
      },
      wires: [
        'network.block -> once.block',
        'network.block -> twice.block',
        'noise.noise -> once.input',
        'once.output -> twice.input',
        'twice.output -> samples.value',
        'twice.output -> loss.x',
        'loss.result -> optimizer.loss',
        'network.block -> optimizer.blocks as network',
      ],
    },
  });

async function samplesOf(drawing: GraphDocument): Promise<readonly number[]> {
  const session = await Session.open(drawing, tfjsTarget('cpu'), 'cpu');
  try {
    return Array.from((await session.sample('samples', 8, 1)).data);
  } finally {
    session.dispose();
  }
}

test('packed and unpacked, the board computes what it did', async () => {
  const drawing = board();
  const before = await samplesOf(drawing);
  const site = siteAt(drawing, []);
  const call = packNodes(site, ['once', 'twice'], 'Twice');
  const design = drawing.designs[designCalledBy(drawing, drawing.board, call)!]!;
  const doors = Object.values(design.nodes).filter(({ kind }) => kind === 'block-input');
  expect(doors.map(({ dials }) => dials)).toEqual([
    expect.objectContaining({ name: 'block', design: 'network' }),
  ]);
  expect(compile(drawing).problems).toEqual([]);
  expect(await samplesOf(drawing)).toEqual(before);
  unpackCall(site, call);
  expect(compile(drawing).problems).toEqual([]);
  expect(await samplesOf(drawing)).toEqual(before);
});

test('a network cannot come out of a block', () => {
  const drawing = board();
  drawing.board.nodes.network = { kind: 'call', dials: { block: 'network' } };
  const site = siteAt(drawing, []);
  expect(() => packNodes(site, ['network'], 'Out')).toThrow(/no network leaves a block/);
});
