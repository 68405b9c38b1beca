import { describe, expect, test } from 'vitest';
import { formatShape } from '../../../nodes/alphabet/shape.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { functionsOf } from '../../../nodes/graph/functions.ts';
import { formatPlace } from '../../../nodes/graph/problems.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { document, graph, smallVae, type Drawing } from '../../documents.ts';

const problems = (drawn: GraphDocument) =>
  compile(drawn).problems.map(({ place, text }) => `${formatPlace(place)}: ${text.en}`);

/** A generator and a critic on points: two optimizers, one loss each. */
function twoPlayers(change: (drawing: Drawing) => void = () => {}): GraphDocument {
  const dense = (units: number) =>
    graph({
      nodes: {
        x: { kind: 'input', name: 'x' },
        hidden: { kind: 'dense', units: 4, activation: 'ReLU' },
        norm: { kind: 'batch-normalization' },
        last: { kind: 'dense', units, activation: 'linear' },
        y: { kind: 'output', name: 'y' },
      },
      wires: [
        'x.value -> hidden.input',
        'hidden.output -> norm.input',
        'norm.output -> last.input',
        'last.output -> y.value',
      ],
    });
  const drawing: Drawing = {
    board: {
      nodes: {
        real: { kind: 'gaussian-noise', shape: [2], deviation: 2 },
        noise: { kind: 'gaussian-noise', shape: [2] },
        generate: { kind: 'call', block: 'generator' },
        'judge-real': { kind: 'call', block: 'critic' },
        'judge-fake': { kind: 'call', block: 'critic' },
        'critic-loss': { kind: 'expression', formula: 'mean(f) - mean(r)' },
        'generator-loss': { kind: 'expression', formula: '-mean(f)' },
        'train-critic': { kind: 'optimizer', method: 'SGD', learningRate: 0.1, order: 1, repeat: 2 },
        'train-generator': {
          kind: 'optimizer',
          method: 'SGD',
          learningRate: 0.1,
          order: 2,
          movingAverage: 0.9,
        },
        samples: { kind: 'output', name: 'samples' },
      },
      wires: [
        'real.noise -> judge-real.x',
        'noise.noise -> generate.x',
        'generate.y -> judge-fake.x',
        'judge-fake.y -> critic-loss.f',
        'judge-real.y -> critic-loss.r',
        'judge-fake.y -> generator-loss.f',
        'critic-loss.result -> train-critic.loss',
        'generator-loss.result -> train-generator.loss',
        'judge-real.block -> train-critic.blocks as critic',
        'generate.block -> train-generator.blocks as generator',
        'generate.y -> samples.value',
      ],
    },
    designs: { generator: dense(2), critic: dense(1) },
    blocks: { generator: 'generator', critic: 'critic' },
  };
  change(drawing);
  return document(drawing);
}

describe('compiling', () => {
  test('a clean document has no problems and the expected programs', () => {
    const compiled = compile(smallVae());
    expect(compiled.problems).toEqual([]);
    expect([...compiled.entries.keys()].sort()).toEqual([
      'initialize',
      'look/elbo',
      'look/map',
      'optimize/optimizer',
      'output/samples',
    ]);
    expect(compiled.phases).toMatchObject([
      { steps: 20, optimizers: [{ node: 'optimizer', blocks: ['encoder', 'decoder'] }] },
    ]);
  });

  test('each optimizer updates its own blocks, their states, its own slots, and nothing else', () => {
    const { entries, phases } = compile(twoPlayers());
    expect(phases[0]!.optimizers.map(({ node, repeat }) => [node, repeat])).toEqual([
      ['train-critic', 2],
      ['train-generator', 1],
    ]);
    const updated = (name: string) => Object.keys(entries.get(name)!.program.updates);
    const owners = (name: string) =>
      new Set(
        updated(name).map((variable) => variable.replace(/^(average|slot\/[^/]+)\//, '').split('/')[0]),
      );
    expect(owners('optimize/train-critic')).toEqual(new Set(['critic']));
    expect(owners('optimize/train-generator')).toEqual(new Set(['generator']));
    expect(updated('optimize/train-critic')).toContain('critic/norm/movingMean');
    expect(updated('optimize/train-generator')).toContain('average/generator/last/kernel');
    // Two calls of the critic move its running mean twice, one after the other.
    const critic = entries.get('optimize/train-critic')!.program;
    expect(critic.variables.filter(({ name }) => name === 'critic/norm/movingMean')).toHaveLength(1);
  });

  test('outputs use averaged weights where they exist', () => {
    const { entries } = compile(twoPlayers());
    const read = entries.get('output/samples')!.program.variables.map(({ name }) => name);
    expect(read).toContain('average/generator/last/kernel');
    expect(read).not.toContain('generator/last/kernel');
    expect(read.some((name) => name.includes('critic'))).toBe(false);
  });

  test('members have weights of their own; a member called again shares them', () => {
    const inner = graph({
      nodes: {
        x: { kind: 'input', name: 'x' },
        dense: { kind: 'dense', units: 2 },
        y: { kind: 'output', name: 'y' },
      },
      wires: ['x.value -> dense.input', 'dense.output -> y.value'],
    });
    const outer = graph({
      nodes: {
        x: { kind: 'input', name: 'x' },
        stack: { kind: 'call', design: 'inner', times: 3 },
        one: { kind: 'call', design: 'inner' },
        same: { kind: 'call', design: 'inner', again: 'one' },
        y: { kind: 'output', name: 'y' },
      },
      wires: ['x.value -> stack.x', 'stack.y -> one.x', 'one.y -> same.x', 'same.y -> y.value'],
    });
    const drawn = document({
      board: {
        nodes: {
          noise: { kind: 'gaussian-noise', shape: [2] },
          net: { kind: 'call', block: 'net' },
          loss: { kind: 'expression', formula: 'mean(a^2)' },
          optimizer: { kind: 'optimizer' },
        },
        wires: [
          'noise.noise -> net.x',
          'net.y -> loss.a',
          'loss.result -> optimizer.loss',
          'net.block -> optimizer.blocks as net',
        ],
      },
      designs: { inner, outer },
      blocks: { net: 'outer' },
    });
    const compiled = compile(drawn);
    expect(compiled.problems).toEqual([]);
    const kernels = [...compiled.variables.values()].filter(
      ({ role, name }) => role === 'weight' && name.endsWith('kernel'),
    );
    expect(kernels.map(({ name }) => name).sort()).toEqual([
      'net/one/dense/kernel',
      'net/stack/0/dense/kernel',
      'net/stack/1/dense/kernel',
      'net/stack/2/dense/kernel',
    ]);
  });

  test.each<[string, (drawing: Drawing) => void, RegExp]>([
    [
      'a missing wire',
      ({ board }) => void (board.wires = board.wires.filter((wire) => !wire.includes('-> judge-fake.x'))),
      /judge-fake.*x/,
    ],
    [
      'an output that is not there',
      ({ board }) =>
        void (board.wires = board.wires.map((wire) =>
          wire.replace('judge-fake.y -> gen', 'judge-fake.z -> gen'),
        )),
      /no output 'z'; it has block, y/,
    ],
    [
      'an input that is not there',
      ({ board }) => void (board.wires = [...board.wires, 'noise.noise -> generate.q']),
      /no input 'q'/,
    ],
    [
      'two wires into one port',
      ({ board }) => void (board.wires = [...board.wires, 'real.noise -> generate.x']),
      /takes one wire and has two/,
    ],
    [
      'a wire to nowhere',
      ({ board }) => void (board.wires = [...board.wires, 'real.noise -> ghost.x']),
      /'ghost', which is not there/,
    ],
    [
      'a loop',
      ({ board }) =>
        void (board.wires = board.wires.map((wire) =>
          wire.replace('noise.noise -> generate.x', 'judge-fake.y -> generate.x'),
        )),
      /loop/,
    ],
    [
      'a tensor where a block belongs',
      ({ board }) =>
        void (board.wires = board.wires.map((wire) => wire.replace('generate.block ->', 'generate.y ->'))),
      /takes a block/,
    ],
    [
      'a block that is not there',
      ({ board }) => void (board.nodes.generate = { kind: 'call', block: 'nobody' }),
      /no block 'nobody'; the document has generator, critic/,
    ],
    [
      'a dial out of range',
      ({ board }) => void (board.nodes['train-critic']!.learningRate = -1),
      /train-critic.*'learningRate' takes a number/,
    ],
    [
      'a dial that is not there',
      ({ board }) => void (board.nodes.noise = { kind: 'gaussian-noise', shape: [2], colour: 'pink' }),
      /no dial 'colour'/,
    ],
    [
      'a phase that is not there',
      ({ board }) => void (board.nodes['train-critic']!.phase = 'later'),
      /phase 'later'/,
    ],
    [
      'a loss of many numbers',
      ({ board }) =>
        void (board.wires = board.wires.map((wire) =>
          wire.replace('generator-loss.result ->', 'judge-fake.y ->'),
        )),
      /train-generator/,
    ],
    [
      'a layer on the board',
      ({ board }) => void (board.nodes.stray = { kind: 'dense' }),
      /inside designs only/,
    ],
    [
      'an optimizer in a design',
      ({ designs }) => void (designs!.critic!.nodes.stray = { kind: 'optimizer', dials: {} }),
      /on the board only/,
    ],
    ['a block without its design', ({ blocks }) => void (blocks!.critic = 'lost'), /design 'lost'/],
    [
      'inputs of two shapes for one block',
      ({ board }) => void (board.nodes.real = { kind: 'gaussian-noise', shape: [3] }),
      /all calls of a block need inputs of one shape/,
    ],
  ])('%s is told where it is', (_, change, sentence) => {
    const told = problems(twoPlayers(change));
    expect(told.join('\n')).toMatch(sentence);
    expect(compile(twoPlayers(change)).problems.every(({ text }) => /[가-힣]/.test(text.ko))).toBe(true);
  });

  test('a frozen block cannot be trained, and a design cannot call itself', () => {
    const frozen = twoPlayers();
    frozen.blocks.critic!.frozen = true;
    expect(problems(frozen).join()).toContain("'critic' is frozen");
    const endless = twoPlayers();
    endless.designs.critic!.nodes.last = { kind: 'call', dials: { design: 'critic' } };
    expect(problems(endless).join()).toMatch(/calls itself|has no input 'input'/);
  });

  test('an unknown kind is a warning where nothing needs it, and an error where something does', () => {
    const aside = twoPlayers(({ board }) => void (board.nodes.future = { kind: 'teleport' }));
    expect(compile(aside).problems.map(({ severity }) => severity)).toEqual(['warning']);
    const needed = twoPlayers(({ board }) => void (board.nodes.noise = { kind: 'teleport' }));
    expect(compile(needed).problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  test('a phase that trains nothing is told', () => {
    const drawn = twoPlayers();
    drawn.phases.push({ name: 'more', steps: 5 });
    expect(problems(drawn).join()).toContain("'more' trains nothing");
  });

  test('a layer that is switched off hands its input on', () => {
    const on = compile(twoPlayers()).variables;
    const off = compile(twoPlayers(({ designs }) => void (designs!.critic!.nodes.norm!.off = true)));
    expect(off.problems).toEqual([]);
    expect(on.has('critic/norm/gamma')).toBe(true);
    expect(off.variables.has('critic/norm/gamma')).toBe(false);
  });
});

describe('switches and weights', () => {
  test('a loss that is switched off leaves its sum', () => {
    const drawn = smallVae();
    drawn.board.nodes.kl!.off = true;
    drawn.board.nodes.elbo!.off = true;
    const { problems: told, entries } = compile(drawn);
    expect(told).toEqual([]);
    const outputs = Object.keys(entries.get('optimize/optimizer')!.program.outputs);
    expect(outputs).toContain('nll.loss');
    expect(outputs).not.toContain('kl.loss');
  });

  test('a weight for a wire that is not there is a warning', () => {
    const drawn = smallVae();
    drawn.board.nodes.total!.dials.weights = { nll: 1, kll: 4 };
    expect(compile(drawn).problems).toMatchObject([{ severity: 'warning', place: { node: 'total' } }]);
    expect(problems(drawn).join()).toContain('no wire is called that; the wires are nll, kl');
  });
});

describe('describing', () => {
  test('tells symbolic shapes, meanings and parameters', () => {
    const { wires, parameters, problems: told } = describeDocument(smallVae());
    expect(told).toEqual([]);
    const shape = (wire: string) => formatShape(wires.get(wire)!.shape);
    expect(shape('digits.image')).toBe('[B, 28, 28, 1]');
    expect(shape('encode.mean')).toBe('[B, 2]');
    expect(shape('decode.image')).toBe('[B, 28, 28, 1]');
    expect(shape('nll.perExample')).toBe('[B]');
    expect(shape('total.loss')).toBe('[]');
    expect(wires.get('decode.image')!.meaning).toMatchObject({ kind: 'image', form: 'logits' });
    expect(parameters).toEqual({
      encoder: 784 * 16 + 16 + 2 * (16 * 2 + 2),
      decoder: 2 * 16 + 16 + 16 * 784 + 784,
    });
  });
});

describe('functions to take away', () => {
  test('are one for each block and output, with the batch open and noise as an input', () => {
    const functions = functionsOf(smallVae());
    expect(functions.map(({ name }) => name)).toEqual(['block/encoder', 'block/decoder', 'output/samples']);
    const inputs = (name: string) => {
      const { program } = functions.find((one) => one.name === name)!;
      return program.feeds.map((feed) => [
        feed.source.kind === 'input' && feed.source.name,
        formatShape(program.types[feed.value]!.shape),
      ]);
    };
    expect(inputs('block/encoder')).toEqual([['image', '[B, 28, 28, 1]']]);
    expect(inputs('block/decoder')).toEqual([['latent', '[B, 2]']]);
    expect(inputs('output/samples')).toEqual([['noise_noise', '[B, 2]']]);
  });
});
