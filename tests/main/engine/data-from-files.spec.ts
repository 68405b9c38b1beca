// A document that names a file of this machine: asked about once, read piece by piece, trained on.
import { expect, test } from 'vitest';
import { mustBeAllowed } from '../../../main/cli/consent.ts';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { document, drawn } from '../../documents.ts';
import { ownFolder } from '../datasets/in-own-cache.ts';

const file = ownFolder();

/** Learns the price from height and width. */
const pricing = (csv: string) =>
  document({
    board: {
      nodes: {
        houses: { kind: 'table', file: csv, columns: 'size = height, width; price = price', heldOut: 0.25 },
        guess: { kind: 'call', block: 'net' },
        distance: { kind: 'distance' },
        optimizer: { kind: 'optimizer', learningRate: 0.05 },
        error: { kind: 'held-out-mean', count: 8 },
      },
      wires: [
        'houses.size -> guess.input',
        'guess.output -> distance.prediction',
        'houses.price -> distance.target',
        'distance.loss -> optimizer.loss',
        'guess.block -> optimizer.blocks as net',
        'distance.perExample -> error.value',
      ],
    },
    designs: { net: drawn('mlp', { widths: [], units: 1 }) },
    blocks: { net: 'net' },
    steps: 150,
    batch: 12,
  });

test('a table is learned from, and never read without leave', async () => {
  const rows = Array.from({ length: 32 }, (_, i) =>
    [i % 5, (i * 7) % 11, 3 * (i % 5) - ((i * 7) % 11)].join(','),
  );
  const csv = file('houses.csv', `height,width,price\n${rows.join('\n')}\n`);
  const drawing = pricing(csv);
  expect(compile(drawing).problems).toEqual([]);
  expect(describeDocument(drawing).wires.get('houses.size')).toMatchObject({ dtype: 'float32' });
  expect(() => mustBeAllowed(drawing, [], [])).toThrow(`wants to read ${csv}`);
  expect(() => mustBeAllowed(drawing, [csv], [])).not.toThrow();

  const session = await Session.open(drawing, tfjsTarget('cpu'), 'cpu');
  try {
    const error = async () => (await session.look(session.compiled.looks[0]!)).numbers!.mean!;
    const before = await error();
    while (!session.finished) await session.step();
    // The price is linear in both, so that a single layer learns all of it.
    expect(await error()).toBeLessThan(Math.min(0.01, before / 20));
  } finally {
    session.dispose();
  }
});

test('what is wrong with the file is told before training, with its line', async () => {
  const csv = file('holes.csv', 'height,width,price\n1,2,3\n4,,6\n');
  await expect(Session.open(pricing(csv), tfjsTarget('cpu'), 'cpu')).rejects.toThrow(
    'holes.csv, line 3: the column "width" is empty (""). Fill it, or set "Rows with holes" to leave them out.',
  );
});
