import { expect, test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import { explain } from '../../../nodes/graph/explain.ts';
import { document, graph } from '../../documents.ts';

const net = (units: number) =>
  graph({
    nodes: {
      x: { kind: 'input', name: 'x' },
      dense: { kind: 'dense', units },
      y: { kind: 'output', name: 'y' },
    },
    wires: ['x.value -> dense.input', 'dense.output -> y.value'],
  });

const gan = document({
  board: {
    nodes: {
      points: { kind: 'points-2d' },
      noise: { kind: 'gaussian-noise', shape: [2] },
      generate: { kind: 'call', block: 'generator' },
      real: { kind: 'call', block: 'discriminator' },
      fake: { kind: 'call', block: 'discriminator' },
      adversarial: { kind: 'adversarial' },
      d: { kind: 'optimizer', order: 1 },
      g: { kind: 'optimizer', order: 2 },
    },
    wires: [
      'points.points -> real.x',
      'noise.noise -> generate.x',
      'generate.y -> fake.x',
      'real.y -> adversarial.realScore',
      'fake.y -> adversarial.fakeScore',
      'adversarial.discriminatorLoss -> d.loss',
      'adversarial.generatorLoss -> g.loss',
      'real.block -> d.blocks as discriminator',
      'generate.block -> g.blocks as generator',
    ],
  },
  designs: { generator: net(2), discriminator: net(1) },
  blocks: { generator: 'generator', discriminator: 'discriminator' },
});

test('an update tells what it computes anyway: the generator looks at no real data', () => {
  const { entries, problems } = compile(gan);
  expect(problems).toEqual([]);
  const program = (name: string) => entries.get(`optimize/${name}`)!.program;
  expect(Object.keys(program('d').outputs).sort()).toEqual([
    'adversarial.accuracy',
    'adversarial.discriminatorLoss',
    'adversarial.margin',
    'd.gradientNorm',
    'd.learningRate',
    'loss',
  ]);
  expect(Object.keys(program('g').outputs).sort()).toEqual([
    'adversarial.generatorLoss',
    'g.gradientNorm',
    'g.learningRate',
    'loss',
  ]);
  expect(program('g').feeds.map(({ source }) => source.kind)).not.toContain('data');
  expect(program('d').feeds.map(({ source }) => source.kind)).toContain('data');
});

test('and it is read aloud so: the generator draws no data, calls the discriminator once, and says its own loss alone', () => {
  const [d, g] = explain(compile(gan)).map(({ lines }) =>
    lines.filter(({ depth }) => depth === 0).map(({ place }) => place!.node),
  );
  expect(d).toEqual(['points', 'real', 'noise', 'generate', 'fake', 'adversarial', 'd']);
  expect(g).toEqual(['noise', 'generate', 'fake', 'adversarial', 'g']);
  const [, { lines }] = explain(compile(gan)) as [unknown, ReturnType<typeof explain>[number]];
  expect(
    lines.find(({ place }) => place?.node === 'adversarial')!.values.map(({ symbol }) => symbol),
  ).toEqual(['L_G', 'L_{G,i}']);
});
