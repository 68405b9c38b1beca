import { describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { portsOf } from '../../../nodes/graph/ports.ts';
import type { Design, DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import { document, graph } from '../../documents.ts';

const linear = graph({
  nodes: {
    x: { kind: 'input', name: 'x' },
    score: { kind: 'dense', units: 1, bias: false, initializer: 'normal' },
    y: { kind: 'output', name: 'y' },
  },
  wires: ['x.value -> score.input', 'score.output -> y.value'],
});

/** A critic with a hidden layer of convolutions: its slope changes from place to place. */
const convolutional = graph({
  nodes: {
    x: { kind: 'input', name: 'x' },
    picture: { kind: 'reshape', shape: [4, 4, 1] },
    convolution: { kind: 'conv2d', filters: 2, kernel: [3], strides: [2], activation: 'SiLU' },
    flat: { kind: 'flatten' },
    score: { kind: 'dense', units: 1 },
    y: { kind: 'output', name: 'y' },
  },
  wires: [
    'x.value -> picture.input',
    'picture.output -> convolution.input',
    'convolution.output -> flat.input',
    'flat.output -> score.input',
    'score.output -> y.value',
  ],
});

function board(
  size: number,
  dials: Record<string, DialValue>,
  learningRate = 1,
  critic: Design = linear,
): GraphDocument {
  const drawn = document({
    board: {
      nodes: {
        real: { kind: 'gaussian-noise', shape: [size] },
        fake: { kind: 'uniform-noise', shape: [size] },
        critic: { kind: 'block', block: 'critic' },
        penalty: { kind: 'gradient-penalty' },
        optimizer: { kind: 'optimizer', method: 'SGD', learningRate },
      },
      wires: [
        'critic.block -> penalty.block',
        'real.noise -> penalty.real',
        'fake.noise -> penalty.fake',
        'penalty.loss -> optimizer.loss',
        'critic.block -> optimizer.blocks as critic',
      ],
    },
    designs: { critic },
    blocks: { critic: 'critic' },
    steps: 50,
  });
  drawn.board.nodes.penalty!.dials = dials;
  return drawn;
}

const open = (drawn: GraphDocument) => Session.open(drawn, tfjsTarget('cpu'), 'cpu');
const length = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));
const read = async (session: Session, name: string) =>
  Float32Array.from((await session.read([name])).get(name)!.data);

describe('the gradient penalty', () => {
  test('of a linear critic is known, and so is its gradient, a second derivative', async () => {
    for (const [kind, loss, pull] of [
      ['WGAN-GP', (w: number) => 3 * (w - 1) ** 2, (w: number) => 6 * (w - 1)],
      ['R1', (w: number) => 1.5 * w ** 2, (w: number) => 3 * w],
    ] as const) {
      const session = await open(board(5, { kind, weight: 3 }, 0.01));
      const before = await read(session, 'critic/score/kernel');
      const w = length(before);
      const { numbers } = (await session.step())[0]!;
      expect(numbers.loss).toBeCloseTo(loss(w), 5);
      expect(numbers['penalty.norm']).toBeCloseTo(w, 5);
      // Down the gradient, which points along w.
      const after = await read(session, 'critic/score/kernel');
      after.forEach((x, i) => expect(x).toBeCloseTo(before[i]! * (1 - (0.01 * pull(w)) / w), 5));
      session.dispose();
    }
  });

  test('brings the slope to 1, or to 0', async () => {
    for (const [kind, slope] of [
      ['WGAN-GP', 1],
      ['R1', 0],
    ] as const) {
      const session = await open(board(3, { kind, weight: 1 }, 0.2));
      while (!session.finished) await session.step();
      expect(length(await read(session, 'critic/score/kernel'))).toBeCloseTo(slope, 3);
      session.dispose();
    }
  });

  test('of convolutions has the gradient that finite differences have', async () => {
    const session = await open(board(16, { weight: 1 }, 0, convolutional));
    const name = 'critic/convolution/kernel';
    const kernel = await read(session, name);
    const checkpoint = await session.checkpoint(0);
    const lossWith = async (i: number, step: number) => {
      const moved = Float32Array.from(kernel);
      moved[i]! += step;
      const variables = new Map(checkpoint.variables);
      variables.set(name, { ...variables.get(name)!, data: moved });
      await session.restore({ ...checkpoint, variables });
      return (await session.step())[0]!.numbers.loss!;
    };
    const slopes: [number, number][] = [];
    for (const i of [0, 4, 9, 17])
      slopes.push([i, ((await lossWith(i, 0.01)) - (await lossWith(i, -0.01))) / 0.02]);
    session.dispose();
    const trained = await open(board(16, { weight: 1 }, 1, convolutional));
    await trained.step();
    const after = await read(trained, name);
    for (const [i, slope] of slopes) expect(kernel[i]! - after[i]!).toBeCloseTo(slope, 3);
    trained.dispose();
  });

  test('has a port for each further input of the critic that is wired into it', () => {
    const drawn = board(5, {});
    drawn.designs.critic!.nodes.label = {
      kind: 'input',
      dials: { name: 'label', optional: true, symbol: 'y' },
    };
    expect(Object.keys(portsOf(drawn, drawn.board, 'penalty').inputs)).toEqual([
      'block',
      'real',
      'fake',
      'label',
    ]);
    drawn.board.wires = drawn.board.wires.filter(({ to }) => to.port !== 'block');
    expect(Object.keys(portsOf(drawn, drawn.board, 'penalty').inputs)).toEqual(['block', 'real', 'fake']);
  });

  test('says what it lacks', () => {
    const told = (change: (drawn: GraphDocument) => void) => {
      const drawn = board(5, {});
      change(drawn);
      return compile(drawn)
        .problems.map(({ text }) => text.en)
        .join(' ');
    };
    const without = (port: string) => (drawn: GraphDocument) =>
      void (drawn.board.wires = drawn.board.wires.filter(({ to }) => to.port !== port));
    expect(told(without('fake'))).toMatch(/nothing is wired into 'fake'.*choose R1/);
    expect(told(without('block'))).toMatch(/needs a wire into 'Critic'/);
    expect(told(({ board: { nodes } }) => void (nodes.fake!.dials.shape = [4]))).toMatch(
      /need the same shape/,
    );
    const r1 = board(5, { kind: 'R1' });
    without('fake')(r1);
    expect(compile(r1).problems).toEqual([]);
  });
});
