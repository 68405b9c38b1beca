// A new family of models needs nothing but a document: here are two that no template has, drawn from nodes alone.
import { afterEach, describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { explain } from '../../../nodes/graph/explain.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { document, drawn } from '../../documents.ts';

const opened: Session[] = [];
afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});

async function open(whole: GraphDocument): Promise<Session> {
  const session = await Session.open(whole, tfjsTarget('cpu'), 'cpu');
  opened.push(session);
  return session;
}

const mlp = (units: number, name: string) =>
  drawn('mlp', { widths: [16, 16], activation: 'SiLU', units, name });
const numbers = async (session: Session) =>
  new Map([...(await session.read())].map(([name, { data }]) => [name, Array.from(data)]));

/** The blocks whose weights moved. */
async function moved(session: Session, work: () => Promise<unknown>): Promise<string[]> {
  const before = await numbers(session);
  await work();
  const after = await numbers(session);
  const weights = [...session.compiled.variables.values()].filter(({ role }) => role === 'weight');
  const changed = weights.filter(({ name }) => before.get(name)!.some((x, i) => x !== after.get(name)![i]));
  return [...new Set(changed.map(({ block }) => block))].sort();
}

describe('an energy model, trained with its own Langevin samples', () => {
  const energyModel = (steps: number) =>
    document({
      board: {
        nodes: {
          points: { kind: 'points-2d', shape: 'moons', spread: 0.1 },
          'energy-of-data': { kind: 'call', block: 'energy' },
          energy: { kind: 'block', block: 'energy' },
          walk: { kind: 'langevin-sampler', steps: 10, stepSize: 0.05, shape: [2] },
          'energy-of-model': { kind: 'call', block: 'energy' },
          loss: { kind: 'expression', formula: 'mean(d) - mean(m) + 0.1*(mean(d^2) + mean(m^2))' },
          optimizer: { kind: 'optimizer', learningRate: 0.01 },
          samples: { kind: 'output', name: 'samples' },
          distance: { kind: 'sliced-wasserstein', count: 400 },
        },
        wires: [
          'points.points -> energy-of-data.input',
          'energy.block -> walk.block',
          'walk.samples -> energy-of-model.input',
          'energy-of-data.energy -> loss.d',
          'energy-of-model.energy -> loss.m',
          'loss.result -> optimizer.loss',
          'energy.block -> optimizer.blocks as energy',
          'walk.samples -> samples.value',
          'walk.samples -> distance.generated',
          'points.points -> distance.real',
        ],
      },
      designs: { energy: mlp(1, 'energy') },
      blocks: { energy: 'energy' },
      steps,
      batch: 64,
    });

  test('takes steps, and its samples come nearer to the data', async () => {
    expect(compile(energyModel(1)).problems).toEqual([]);
    const session = await open(energyModel(60));
    const [look] = session.compiled.looks;
    const distance = async () => (await session.look(look!)).numbers!.distance!;
    const before = await distance();
    const losses: number[] = [];
    expect(
      await moved(session, async () => {
        while (!session.finished) losses.push((await session.step())[0]!.numbers.loss!);
      }),
    ).toEqual(['energy']);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(await distance()).toBeLessThan(0.8 * before);
  });

  test('is read aloud without the lines inside the walk', () => {
    const { lines } = explain(compile(energyModel(1)))[0]!;
    const told = lines.map(({ assignment }) => assignment.en);
    expect(told.filter((line) => line.includes('Langevin'))).toHaveLength(1);
    // Twice called, so twice told: with its flattening and its three layers.
    expect(told.filter((line) => line.includes('Dense'))).toHaveLength(6);
  });
});

describe('a game of three', () => {
  /** A generator that must please two critics: one sees points as they are, the other sees them mirrored, by least squares. */
  const threePlayers = document({
    board: {
      nodes: {
        points: { kind: 'points-2d' },
        noise: { kind: 'gaussian-noise', shape: [2] },
        generate: { kind: 'call', block: 'generator' },
        'mirror-real': { kind: 'scale', factor: -1 },
        'mirror-fake': { kind: 'scale', factor: -1 },
        'first-real': { kind: 'call', block: 'first' },
        'first-fake': { kind: 'call', block: 'first' },
        'second-real': { kind: 'call', block: 'second' },
        'second-fake': { kind: 'call', block: 'second' },
        'first-game': { kind: 'adversarial' },
        'second-game': { kind: 'adversarial' },
        both: { kind: 'total', weights: { first: 1, second: 0.5 } },
        'train-first': { kind: 'optimizer', order: 1 },
        'train-second': { kind: 'optimizer', order: 2, draw: 'shared', repeat: 2 },
        'train-generator': { kind: 'optimizer', order: 3, movingAverage: 0.9 },
        samples: { kind: 'output', name: 'samples' },
      },
      wires: [
        'noise.noise -> generate.input',
        'points.points -> first-real.input',
        'generate.sample -> first-fake.input',
        'points.points -> mirror-real.value',
        'generate.sample -> mirror-fake.value',
        'mirror-real.result -> second-real.input',
        'mirror-fake.result -> second-fake.input',
        'first-real.score -> first-game.realScore',
        'first-fake.score -> first-game.fakeScore',
        'second-real.score -> second-game.realScore',
        'second-fake.score -> second-game.fakeScore',
        'first-game.generatorLoss -> both.term as first',
        'second-game.generatorLoss -> both.term as second',
        'first-game.discriminatorLoss -> train-first.loss',
        'second-game.discriminatorLoss -> train-second.loss',
        'both.loss -> train-generator.loss',
        'first-real.block -> train-first.blocks as first',
        'second-real.block -> train-second.blocks as second',
        'generate.block -> train-generator.blocks as generator',
        'generate.sample -> samples.value',
      ],
    },
    designs: { generator: mlp(2, 'sample'), critic: mlp(1, 'score') },
    blocks: { generator: 'generator', first: 'critic', second: 'critic' },
    batch: 16,
  });

  test('takes steps in its order, each player moved by its own optimizer', async () => {
    threePlayers.board.nodes['second-game']!.dials = { kind: 'least squares' };
    expect(compile(threePlayers).problems).toEqual([]);
    const session = await open(threePlayers);
    const told = await session.step();
    expect(told.map(({ optimizer, draw }) => `${optimizer} ${draw}`)).toEqual([
      'train-first 0',
      'train-second 0',
      'train-second 0',
      'train-generator 1',
    ]);
    for (const { numbers: each } of told) expect(Object.values(each).every(Number.isFinite)).toBe(true);
    expect(await moved(session, () => session.step())).toEqual(['first', 'generator', 'second']);
    const { first, second } = { first: 'first/dense-1/kernel', second: 'second/dense-1/kernel' };
    const held = await numbers(session);
    // One design, two blocks: weights of their own.
    expect(held.get(first)).not.toEqual(held.get(second));
    expect((await session.sample('samples', 5, 1)).data.every(Number.isFinite)).toBe(true);
  });
});
