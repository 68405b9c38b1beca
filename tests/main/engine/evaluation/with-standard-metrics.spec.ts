import { expect, test } from 'vitest';
import { withStandardMetrics } from '../../../../main/engine/evaluation/with-standard-metrics.ts';
import { adoptStartingWeights } from '../../../../main/engine/starting-weights.ts';
import { chooseBackend } from '../../../../main/engine/backends/choose.ts';
import { Session } from '../../../../main/engine/session.ts';
import { compile } from '../../../../nodes/graph/compile.ts';
import { document, smallVae } from '../../../documents.ts';

const EVERY = [
  'standard-frechet-distance',
  'standard-nearest-neighbour',
  'standard-precision-recall',
  'standard-real-against-real',
];

const standardLooks = (drawn: Parameters<typeof compile>[0]) =>
  compile(drawn)
    .looks.map(({ node }) => node)
    .filter((node) => node.startsWith('standard-'))
    .sort();

test('any model that makes digits gets the same metrics, and stays as it was', async () => {
  const drawn = smallVae();
  const before = structuredClone(drawn);
  const measured = await withStandardMetrics(drawn);
  expect(drawn).toEqual(before);
  expect(compile(measured).problems).toEqual([]);
  expect(standardLooks(measured)).toEqual(EVERY);
});

test('where classes go in, those of the data are asked for, and how often they come out is measured', async () => {
  const drawn = smallVae();
  const { nodes, wires } = drawn.board;
  nodes.class = { kind: 'input', dials: { name: 'class', meaning: 'label' } };
  nodes.other = { kind: 'one-hot', dials: { depth: 10 } };
  wires.push(
    { from: { node: 'digits', port: 'label' }, to: { node: 'class', port: 'like' } },
    { from: { node: 'class', port: 'value' }, to: { node: 'other', port: 'indices' } },
  );
  const { board } = await withStandardMetrics(drawn);
  expect(board.nodes).toHaveProperty('standard-class-accuracy');
  expect(board.wires.find(({ to }) => to.node === 'other')!.from).toEqual({ node: 'digits', port: 'label' });
});

test('a board without digits, or whose output is no picture, stays as it is', async () => {
  const empty = document({ board: { nodes: { noise: { kind: 'gaussian-noise' } }, wires: [] } });
  expect(await withStandardMetrics(empty)).toEqual(empty);
  const blind = smallVae();
  delete blind.board.nodes.samples;
  blind.board.wires = blind.board.wires.filter(({ to }) => to.node !== 'samples');
  expect(await withStandardMetrics(blind)).toEqual(blind);
});

test('models of points in the plane are measured by those of the plane', async () => {
  const plane = (shape: string) =>
    document({
      board: {
        nodes: {
          points: { kind: 'points-2d', shape },
          noise: { kind: 'gaussian-noise', shape: [2] },
          samples: { kind: 'output', name: 'samples' },
        },
        wires: ['noise.noise -> samples.value'],
      },
    });
  const looks = async (shape: string) => standardLooks(await withStandardMetrics(plane(shape)));
  const everywhere = ['good-samples', 'grid-divergence', 'mmd', 'sliced-wasserstein'];
  expect(await looks('moons')).toEqual(everywhere.map((kind) => `standard-${kind}`));
  expect(await looks('ring')).toEqual(
    [...everywhere, 'modes-covered'].sort().map((kind) => `standard-${kind}`),
  );
});

test('a board with two sources of one kind stays as it is', async () => {
  const drawn = smallVae();
  drawn.board.nodes.more = { kind: 'digits', dials: {} };
  expect(await withStandardMetrics(drawn)).toEqual(drawn);
  drawn.board.nodes.more.off = true;
  expect(standardLooks(await withStandardMetrics(drawn))).toEqual(EVERY);
});

test('noise is far from digits, and digits are near to digits', async () => {
  const { target, report } = await chooseBackend('auto');
  const drawn = smallVae();
  drawn.board.nodes.digits!.dials = { values: 'grey' };
  const measured = await withStandardMetrics(drawn);
  for (const id of EVERY) measured.board.nodes[id]!.dials = { count: 300 };
  const session = await Session.open(measured, target, report.fingerprint);
  try {
    await adoptStartingWeights(session);
    const found = async (id: string) =>
      (await session.look(session.compiled.looks.find(({ node }) => node === id)!)).numbers!;
    // An untrained decoder makes grey pictures.
    const { distance } = await found('standard-frechet-distance');
    const { distance: least } = await found('standard-real-against-real');
    expect(distance!).toBeGreaterThan(20 * least!);
    expect((await found('standard-nearest-neighbour'))['told apart']).toBeGreaterThan(0.95);
  } finally {
    session.dispose();
  }
});
