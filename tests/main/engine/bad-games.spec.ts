// A game of two that goes wrong: what can be seen before is told at its node and starts nothing; what cannot is told while it
// trains, with the number that shows it, and stays in the run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Run } from '../../../main/engine/run.ts';
import type { News } from '../../../main/engine/training.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import { document, drawn } from '../../documents.ts';

type Settings = Readonly<Record<string, Readonly<Record<string, DialValue>>>>;

/** A GAN in the plane, with these dials turned. */
function game(settings: Settings = {}, wires: (all: string[]) => string[] = (all) => all): GraphDocument {
  const dialsOf = (node: string) => settings[node] ?? {};
  const mlp = (units: number, name: string) => drawn('mlp', { widths: [16], units, name });
  return document({
    board: {
      nodes: {
        points: { kind: 'points-2d', examples: 400, heldOut: 100, ...dialsOf('points') },
        noise: { kind: 'gaussian-noise', shape: [2] },
        generate: { kind: 'call', block: 'generator' },
        'judge-real': { kind: 'call', block: 'discriminator' },
        'judge-fake': { kind: 'call', block: 'discriminator' },
        adversarial: { kind: 'adversarial' },
        'train-discriminator': { kind: 'optimizer', learningRate: 0.05, order: 1 },
        'train-generator': { kind: 'optimizer', order: 2, ...dialsOf('train-generator') },
      },
      wires: wires([
        'noise.noise -> generate.input',
        'points.points -> judge-real.input',
        'generate.sample -> judge-fake.input',
        'judge-real.score -> adversarial.realScore',
        'judge-fake.score -> adversarial.fakeScore',
        'adversarial.discriminatorLoss -> train-discriminator.loss',
        'judge-real.block -> train-discriminator.blocks as discriminator',
        'adversarial.generatorLoss -> train-generator.loss',
        'generate.block -> train-generator.blocks as generator',
      ]),
    },
    designs: { generator: mlp(2, 'sample'), discriminator: mlp(1, 'score') },
    blocks: { generator: 'generator', discriminator: 'discriminator' },
    steps: 120,
    batch: 64,
  });
}

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-game-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const backend = { target: tfjsTarget('cpu'), fingerprint: 'cpu' };

describe('before it trains', () => {
  test.each<[string, GraphDocument, string | null, RegExp]>([
    [
      'more modes than points',
      game({ points: { modes: 200 } }),
      'points',
      /200 modes and only 100 points.*fewer modes/,
    ],
    [
      'a loop of wires',
      game({}, (all) => all.map((wire) => wire.replace('noise.noise -> gen', 'judge-fake.score -> gen'))),
      'generate',
      /loop/,
    ],
    [
      'two optimizers on one block',
      game({}, (all) => [...all, 'generate.block -> train-discriminator.blocks as generator']),
      'train-generator',
      /both 'train-discriminator' and 'train-generator' train the block 'generator'.*'Shares blocks'/,
    ],
    [
      'a phase that nothing belongs to',
      { ...game(), phases: [...game().phases, { name: 'second', steps: 5 }] },
      null,
      /'second' trains nothing.*Add an optimizer/,
    ],
  ])('%s is told where it is, and nothing starts', async (name, broken, node, sentence) => {
    const { problems } = compile(broken);
    const told = problems.filter(({ text }) => sentence.test(text.en));
    expect(told.map(({ severity, place }) => [severity, place?.node ?? null])).toContainEqual([
      'error',
      node,
    ]);
    for (const { text } of told) expect(text.ko).toMatch(/[가-힣]/);
    await expect(Run.start(broken, path.join(folder, name), backend)).rejects.toThrow(sentence);
  });

  test('a sound one has no problem', () => {
    expect(compile(game()).problems).toEqual([]);
  });
});

/** What a training tells, all of it. */
async function trained(
  name: string,
  drawing: GraphDocument,
): Promise<{ news: News[]; records: readonly unknown[] }> {
  const run = await Run.start(drawing, path.join(folder, name), backend);
  const news: News[] = [];
  try {
    await run.train((one) => news.push(one), new AbortController().signal, { reportEvery: 1, lookEvery: 0 });
    return { news, records: run.folder.records() };
  } finally {
    run.dispose();
  }
}

describe('while it trains', () => {
  test('a discriminator that wins outright is told once, with its number, in the run too', async () => {
    // The generator stands still, far outside the ring.
    const helpless = game({ 'train-generator': { learningRate: 0 }, points: { size: 30 } });
    const { news, records } = await trained('won', helpless);
    const warnings = news.filter(({ kind }) => kind === 'warning');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ node: 'adversarial', number: 'accuracy' });
    const { value, text } = warnings[0] as { value: number; text: { en: string } };
    expect(value).toBeGreaterThan(0.995);
    expect(text.en).toMatch(/wins outright.*Lower its learning rate/);
    expect(records).toContainEqual(expect.objectContaining({ kind: 'warning', node: 'adversarial', value }));
  });

  test('a fair game rings nothing', async () => {
    const { news } = await trained('fair', game({ 'train-generator': { learningRate: 0.01 } }));
    expect(news.filter(({ kind }) => kind === 'warning')).toEqual([]);
  });
});
