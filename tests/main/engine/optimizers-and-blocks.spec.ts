import { afterEach, describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { document, graph } from '../../documents.ts';

const opened: Session[] = [];

async function open(drawn: GraphDocument): Promise<Session> {
  const session = await Session.open(drawn, tfjsTarget('cpu'), 'cpu');
  opened.push(session);
  return session;
}

afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});

/** A dense net with a batch normalization, so that it has weights and states. */
const net = graph({
  nodes: {
    x: { kind: 'input', name: 'x' },
    hidden: { kind: 'dense', units: 4, activation: 'tanh' },
    norm: { kind: 'batch-normalization', momentum: 0.5 },
    last: { kind: 'dense', units: 2 },
    y: { kind: 'output', name: 'y' },
  },
  wires: [
    'x.value -> hidden.input',
    'hidden.output -> norm.input',
    'norm.output -> last.input',
    'last.output -> y.value',
  ],
});

interface Player {
  readonly phase?: string;
  readonly order?: number;
  readonly every?: number;
  readonly repeat?: number;
  readonly draw?: string;
  readonly movingAverage?: number;
  readonly sharesBlocks?: boolean;
}

/** Three nets in a row, f → g → h, each with an optimizer of its own on the one loss, where one is wanted. */
function threeNets(
  players: Readonly<Record<string, Player>>,
  phases = [{ name: 'first', steps: 4 }],
): GraphDocument {
  const drawn = document({
    board: {
      nodes: {
        noise: { kind: 'gaussian-noise', shape: [2] },
        f: { kind: 'call', block: 'f' },
        g: { kind: 'call', block: 'g' },
        h: { kind: 'call', block: 'h' },
        loss: { kind: 'expression', formula: 'mean((y - 1)^2)' },
        ...Object.fromEntries(
          Object.entries(players).map(([block, player]) => [
            `train-${block}`,
            { kind: 'optimizer', learningRate: 0.05, ...player },
          ]),
        ),
      },
      wires: [
        'noise.noise -> f.x',
        'f.y -> g.x',
        'g.y -> h.x',
        'h.y -> loss.y',
        ...Object.keys(players).flatMap((block) => [
          `loss.result -> train-${block}.loss`,
          `${block}.block -> train-${block}.blocks as ${block}`,
        ]),
      ],
    },
    designs: { net },
    blocks: { f: 'net', g: 'net', h: 'net' },
  });
  drawn.phases = phases;
  return drawn;
}

const numbers = async (session: Session) =>
  Object.fromEntries([...(await session.read())].map(([name, { data }]) => [name, Array.from(data)]));

/** The blocks of which something moved between two readings, by the least bit. */
function moved(before: Record<string, number[]>, after: Record<string, number[]>): string[] {
  const changed = Object.keys(after).filter((name) => before[name]!.some((x, i) => x !== after[name]![i]));
  return [
    ...new Set(changed.map((name) => name.replace(/^(average|slot\/[^/]+)\//, '').split('/')[0]!)),
  ].sort();
}

describe('an optimizer', () => {
  test('moves its own blocks with their states, and everything else by exactly 0', async () => {
    for (const block of ['f', 'g', 'h']) {
      const session = await open(threeNets({ [block]: {} }));
      const before = await numbers(session);
      await session.step();
      const after = await numbers(session);
      expect(moved(before, after)).toEqual([block]);
      expect(after[`${block}/norm/movingMean`]).not.toEqual(before[`${block}/norm/movingMean`]);
      expect(after[`${block}/hidden/kernel`]).not.toEqual(before[`${block}/hidden/kernel`]);
    }
  });

  test('leaves weights and states of a frozen block alone, though the gradient passes through it', async () => {
    const drawn = threeNets({ f: {}, h: { order: 2 } });
    drawn.blocks.g!.frozen = true;
    const session = await open(drawn);
    const before = await numbers(session);
    while (!session.finished) await session.step();
    expect(moved(before, await numbers(session))).toEqual(['f', 'h']);
  });

  test('works in every n-th step of its phase, as often as it repeats', async () => {
    const phases = [
      { name: 'first', steps: 3 },
      { name: 'second', steps: 5 },
    ];
    const session = await open(
      threeNets(
        { f: { repeat: 2 }, g: { phase: 'second', every: 3 }, h: { phase: 'second', order: 2, repeat: 3 } },
        phases,
      ),
    );
    const told: string[][] = [];
    while (!session.finished)
      told.push((await session.step()).map(({ optimizer }) => optimizer.replace('train-', '')));
    const pair = ['f', 'f'];
    const trio = ['h', 'h', 'h'];
    expect(told).toEqual([pair, pair, pair, ['g', ...trio], trio, trio, ['g', ...trio], trio]);
    expect(session.counters.updates).toEqual({ 'train-f': 6, 'train-g': 2, 'train-h': 15 });
  });

  test('makes a draw of its own for each update, or shares that of the one before', async () => {
    const draws = async (players: Record<string, Player>) => {
      const session = await open(threeNets(players));
      return [await session.step(), await session.step()].map((step) => step.map(({ draw }) => draw));
    };
    expect(await draws({ f: {}, g: { order: 2 } })).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(await draws({ f: { repeat: 2 }, g: { order: 2, draw: 'shared' } })).toEqual([
      [0, 1, 1],
      [2, 3, 3],
    ]);
    // Nobody came before: it makes the draw itself.
    expect(await draws({ f: { draw: 'shared' } })).toEqual([[0], [1]]);
  });

  test('of the same draw sees the same numbers; of a new one, others', async () => {
    const losses = async (draw: string) => {
      // Rate 0: whatever differs, differs by the draw.
      const drawn = threeNets({ f: {}, g: { order: 2, draw } });
      for (const id of ['train-f', 'train-g']) drawn.board.nodes[id]!.dials.learningRate = 0;
      const session = await open(drawn);
      return (await session.step()).map((update) => update.numbers.loss);
    };
    const [one, same] = await losses('shared');
    expect(same).toBe(one);
    const [first, second] = await losses('new');
    expect(second).not.toBe(first);
  });
});

describe('phases', () => {
  const phases = [
    { name: 'first', steps: 3 },
    { name: 'second', steps: 3 },
  ];

  test('go on from the blocks that earlier ones trained, and lock those', async () => {
    const session = await open(threeNets({ f: {}, g: { phase: 'second' } }, phases));
    const fresh = await numbers(session);
    expect(session.phase.name).toBe('first');
    for (let step = 0; step < 3; step++) await session.step();
    const between = await numbers(session);
    expect(moved(fresh, between)).toEqual(['f']);
    expect(session.phase.name).toBe('second');
    while (!session.finished) await session.step();
    const end = await numbers(session);
    expect(moved(between, end)).toEqual(['g']);
    expect(end['f/hidden/kernel']).toEqual(between['f/hidden/kernel']);
  });

  test('give the schedule of an optimizer its own length', async () => {
    const drawn = threeNets({ f: {}, g: { phase: 'second' } }, phases);
    drawn.board.nodes['train-g']!.dials = {
      ...drawn.board.nodes['train-g']!.dials,
      schedule: 'linear',
      floor: 0,
    };
    const session = await open(drawn);
    const rates: number[] = [];
    while (!session.finished)
      for (const { numbers: told } of await session.step()) rates.push(told['train-g.learningRate'] ?? NaN);
    expect(rates.slice(3).map((rate) => Math.round(rate * 1e4) / 1e4)).toEqual([0.05, 0.0333, 0.0167]);
  });
});

describe('a block with a moving average', () => {
  /** f is trained towards its own averaged self, called beside it. */
  function withTeacher(formula: string): GraphDocument {
    const drawn = threeNets({});
    drawn.board.nodes = {
      noise: { kind: 'gaussian-noise', dials: { shape: [2] } },
      f: { kind: 'call', dials: { block: 'f' } },
      teacher: { kind: 'call', dials: { block: 'f', weights: 'averaged' } },
      loss: { kind: 'expression', dials: { formula } },
      'train-f': { kind: 'optimizer', dials: { learningRate: 0.05, method: 'SGD', movingAverage: 0.9 } },
    };
    const wire = (from: string, port: string, to: string, toPort: string, name?: string) => ({
      from: { node: from, port },
      to: { node: to, port: toPort, ...(name ? { name } : {}) },
    });
    drawn.board.wires = [
      wire('noise', 'noise', 'f', 'x'),
      wire('noise', 'noise', 'teacher', 'x'),
      wire('f', 'y', 'loss', 'y'),
      wire('teacher', 'y', 'loss', 't'),
      wire('loss', 'result', 'train-f', 'loss'),
      wire('f', 'block', 'train-f', 'blocks', 'f'),
    ];
    delete drawn.blocks.g;
    delete drawn.blocks.h;
    return drawn;
  }

  test('has a teacher that reads the averages while it trains', () => {
    const { problems, entries } = compile(withTeacher('mean((y - t - 1)^2)'));
    expect(problems).toEqual([]);
    const read = entries.get('optimize/train-f')!.program.variables.map(({ name }) => name);
    expect(read).toContain('average/f/last/kernel');
    expect(read).toContain('f/last/kernel');
  });

  test('learns nothing through its teacher', async () => {
    // The difference is what is learned; were the teacher a way for the gradient, y + t would pull twice as hard.
    const norms = await Promise.all(
      ['mean(y) + 0*mean(t)', 'mean(y) + mean(t)'].map(async (formula) => {
        const session = await open(withTeacher(formula));
        const [update] = await session.step();
        return update!.numbers['train-f.gradientNorm'];
      }),
    );
    expect(norms[1]).toBe(norms[0]);
  });
});

describe('two optimizers of one phase on one block', () => {
  const drawn = (player: Player) => {
    const both = threeNets({ f: {} });
    both.board.nodes.second = {
      kind: 'optimizer',
      dials: { order: 2, ...(player as Record<string, number>) },
    };
    both.board.wires.push(
      { from: { node: 'loss', port: 'result' }, to: { node: 'second', port: 'loss' } },
      { from: { node: 'f', port: 'block' }, to: { node: 'second', port: 'blocks', name: 'f' } },
    );
    return both;
  };

  test('are refused at the second one', () => {
    expect(compile(drawn({})).problems).toMatchObject([
      { severity: 'error', place: { path: '', node: 'second', port: 'blocks' } },
    ]);
    expect(compile(drawn({})).problems[0]!.text.en).toMatch(
      /both 'train-f' and 'second' train the block 'f'.*'Shares blocks'/,
    );
  });

  test('may, where one says that it shares', async () => {
    const session = await open(drawn({ sharesBlocks: true }));
    expect((await session.step()).map(({ optimizer }) => optimizer)).toEqual(['train-f', 'second']);
    // Slots belong to (optimizer, weight).
    const slots = [...session.compiled.variables.keys()].filter((name) => name.endsWith('f/last/kernel/m'));
    expect(slots.sort()).toEqual(['slot/second/f/last/kernel/m', 'slot/train-f/f/last/kernel/m']);
  });

  test('may in different phases', () => {
    const later = drawn({ phase: 'later' });
    later.phases.push({ name: 'later', steps: 2 });
    expect(compile(later).problems).toEqual([]);
  });
});
