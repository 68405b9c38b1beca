// A design may be called with a network: it then calls that network, with its weights.
import { afterEach, describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { functionsOf } from '../../../nodes/graph/functions.ts';
import { document, drawn, graph } from '../../documents.ts';

/** How far apart two pictures are as a network sees them (Johnson et al. 2016, equation 2). */
const seenApart = graph({
  nodes: {
    a: { kind: 'input', name: 'a' },
    b: { kind: 'input', name: 'b' },
    features: { kind: 'block-input', name: 'features', design: 'features' },
    'of-a': { kind: 'apply' },
    'of-b': { kind: 'apply' },
    apart: { kind: 'subtract' },
    out: { kind: 'output', name: 'apart' },
  },
  wires: [
    'features.block -> of-a.block',
    'features.block -> of-b.block',
    'a.value -> of-a.input',
    'b.value -> of-b.input',
    'of-a.output -> apart.a',
    'of-b.output -> apart.b',
    'apart.result -> out.value',
  ],
});

/** Noise is moved by one network and seen by another, inside the design or beside it. */
function board(inside: boolean, wires: readonly string[] = []): GraphDocument {
  return document({
    designs: {
      features: drawn('mlp', { widths: [8], units: 4, name: 'output' }),
      mover: drawn('mlp', { widths: [8], units: 3, name: 'output' }),
      'seen-apart': seenApart,
    },
    blocks: { features: 'features', mover: 'mover', 'seen-apart': 'seen-apart' },
    board: {
      nodes: {
        noise: { kind: 'gaussian-noise', shape: [3] },
        move: { kind: 'call', block: 'mover' },
        see: { kind: 'call', block: 'features' },
        ...(inside
          ? { compare: { kind: 'call', block: 'seen-apart' } }
          : { again: { kind: 'call', block: 'features' }, compare: { kind: 'subtract' } }),
        loss: { kind: 'expression', formula: 'mean(x^2)' },
        optimizer: { kind: 'optimizer', learningRate: 0.01 },
        samples: { kind: 'output', name: 'apart' },
      },
      wires: [
        'noise.noise -> move.input',
        'noise.noise -> see.input',
        ...(inside
          ? [
              'see.block -> compare.features',
              'noise.noise -> compare.a',
              'move.output -> compare.b',
              'compare.apart -> loss.x',
              'compare.apart -> samples.value',
            ]
          : [
              'move.output -> again.input',
              'see.output -> compare.a',
              'again.output -> compare.b',
              'compare.result -> loss.x',
              'compare.result -> samples.value',
            ]),
        'loss.result -> optimizer.loss',
        'move.block -> optimizer.blocks as mover',
        ...wires,
      ],
    },
  });
}

const opened: Session[] = [];
const open = async (drawing: GraphDocument) => {
  const session = await Session.open(drawing, tfjsTarget('cpu'), 'cpu');
  opened.push(session);
  return session;
};
afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});

const numbers = async (session: Session) => Array.from((await session.sample('apart', 16, 1)).data);

describe('a design that is called with a network', () => {
  test('is a board without problems, and knows its shapes', () => {
    expect(compile(board(true)).problems).toEqual([]);
    const { wires, problems, parameters } = describeDocument(board(true));
    expect(problems).toEqual([]);
    expect(wires.get('compare.apart')?.shape.slice(1)).toEqual([4]);
    // It has no weights of its own: those of the network stay with the network.
    expect(parameters).toEqual({ features: 3 * 8 + 8 + 8 * 4 + 4, mover: 3 * 8 + 8 + 8 * 3 + 3 });
  });

  test('computes with the weights of that network, and trains through it to the bit as its parts would', async () => {
    const [one, parts] = [await open(board(true)), await open(board(false))];
    expect(await numbers(one)).toEqual(await numbers(parts));
    const start = await one.read();
    for (let step = 0; step < 3; step++) await Promise.all([one.step(), parts.step()]);
    const after = await one.read();
    for (const [name, { data }] of await parts.read())
      expect([name, after.get(name)!.data]).toEqual([name, data]);
    // The network that only looks does not move; the one that is trained does.
    for (const [name, { data }] of after)
      if (name.startsWith('features/')) expect(data).toEqual(start.get(name)!.data);
      else if (name.startsWith('mover/') && name.endsWith('kernel'))
        expect(data).not.toEqual(start.get(name)!.data);
  });

  test('can be taken away where what it is called with is known', () => {
    const names = functionsOf(board(true)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['block/features', 'block/mover', 'output/apart']);
  });
});

describe('what cannot work is told at the call', () => {
  const problemsOf = (drawing: GraphDocument) => compile(drawing).problems.map(({ text }) => text.en);
  const without = (wire: string, ...instead: string[]) => {
    const drawing = board(true, instead);
    const [, from, to] = /^(.+) -> (.+)$/.exec(wire)!;
    drawing.board.wires = drawing.board.wires.filter(
      (one) => `${one.from.node}.${one.from.port}` !== from || `${one.to.node}.${one.to.port}` !== to,
    );
    return drawing;
  };

  test('a network that is not wired', () => {
    expect(problemsOf(without('see.block -> compare.features'))).toContain(
      "'seen-apart' needs a wire into 'features'.",
    );
  });

  test('numbers where a network belongs', () => {
    const problems = problemsOf(without('see.block -> compare.features', 'see.output -> compare.features'));
    expect(problems).toContain(
      "'features' takes a block (the network itself); the wire carries a tensor. Wire a call's block output instead.",
    );
  });

  test('a network with other doors than the design was drawn for', () => {
    const drawing = board(true);
    drawing.designs['features-with-other-doors'] = drawn('conv-encoder');
    drawing.blocks.other = { design: 'features-with-other-doors' };
    drawing.board.nodes.other = { kind: 'block', dials: { block: 'other' } };
    for (const wire of drawing.board.wires)
      if (wire.to.port === 'features') wire.from = { node: 'other', port: 'block' };
    expect(problemsOf(drawing).join()).toMatch(/The block 'other' has no input 'input'; it has image/);
  });
});
