import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../nodes/finding.ts';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { portsOf } from '../../../nodes/graph/ports.ts';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import { document, graph } from '../../documents.ts';
import { buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

/** f(x) = 3 x₁ − x₂² as a block, and its input twice as a second output. */
const hill = graph({
  nodes: {
    x: { kind: 'input', name: 'x' },
    one: { kind: 'slice', axis: -1, begin: 0, size: 1 },
    two: { kind: 'slice', axis: -1, begin: 1, size: 1 },
    height: { kind: 'expression', formula: '3*a - b^2' },
    double: { kind: 'scale', factor: 2 },
    f: { kind: 'output', name: 'f' },
    twice: { kind: 'output', name: 'twice' },
  },
  wires: [
    'x.value -> one.value',
    'x.value -> two.value',
    'one.result -> height.a',
    'two.result -> height.b',
    'x.value -> double.value',
    'height.result -> f.value',
    'double.result -> twice.value',
  ],
});

function viewOf(kind: string, dials: Record<string, DialValue> = {}): GraphDocument {
  const drawn = document({
    board: {
      nodes: {
        hill: { kind: 'block', block: 'hill' },
        view: { kind },
        noise: { kind: 'gaussian-noise', shape: [2] },
        loss: { kind: 'expression', formula: 'mean(x)' },
        net: { kind: 'call', block: 'net' },
        optimizer: { kind: 'optimizer' },
      },
      wires: [
        'hill.block -> view.block',
        'noise.noise -> net.x',
        'net.y -> loss.x',
        'loss.result -> optimizer.loss',
        'net.block -> optimizer.blocks as net',
      ],
    },
    designs: {
      hill,
      net: graph({
        nodes: {
          x: { kind: 'input', name: 'x' },
          d: { kind: 'dense', units: 1 },
          y: { kind: 'output', name: 'y' },
        },
        wires: ['x.value -> d.input', 'd.output -> y.value'],
      }),
    },
    blocks: { hill: 'hill', net: 'net' },
  });
  drawn.board.nodes.view!.dials = dials;
  return drawn;
}

async function field(kind: string, dials: Record<string, DialValue>) {
  const session = await Session.open(viewOf(kind, dials), tfjsTarget('cpu'), 'cpu');
  try {
    const [look] = session.compiled.looks;
    return (await session.look(look!)).picture as Picture & { form: 'field' };
  } finally {
    session.dispose();
  }
}

describe('the density map', () => {
  test('shows the block at the middle of each cell, the top row first', async () => {
    const { values, span, range } = await field('density-map', { cells: 2, span: 2 });
    expect(span).toBe(2);
    expect(values).toMatchObject({ shape: [2, 2], data: Float32Array.of(-3 - 1, 3 - 1, -3 - 1, 3 - 1) });
    expect(range).toEqual([-4, 2]);
    const { values: high } = await field('density-map', { cells: 4, span: 2 });
    expect(high!.data[0]).toBeCloseTo(3 * -1.5 - 1.5 ** 2, 5);
    expect(high!.data[7]).toBeCloseTo(3 * 1.5 - 0.5 ** 2, 5);
  });

  test('shows sigmoids, densities and energies', async () => {
    const at = async (show: string) =>
      (await field('density-map', { cells: 2, span: 2, show })).values!.data[1]!;
    expect(await at('sigmoid')).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expect(await at('exponential')).toBeCloseTo(Math.exp(2), 4);
    expect(await at('negative exponential')).toBeCloseTo(Math.exp(-2), 6);
    expect((await field('density-map', { show: 'sigmoid' })).range).toEqual([0, 1]);
  });

  test('wants one number a place, and an output that is there', () => {
    const told = (dials: Record<string, DialValue>) =>
      compile(viewOf('density-map', dials))
        .problems.map(({ text }) => text.en)
        .join(' ');
    expect(told({})).toBe('');
    expect(told({ output: 'twice' })).toMatch(/one number a place; 'hill' answers with \[2\]/);
    expect(told({ output: 'g' })).toMatch(/the output 'g'; 'hill' has the inputs x and the outputs f, twice/);
  });
});

describe('the vector field', () => {
  test('points up the slope, or down', async () => {
    const { arrows } = await field('vector-field', { cells: 2, span: 2 });
    // ∇f = (3, −2 x₂); x₂ is 1 in the top row.
    expect(arrows).toMatchObject({ shape: [2, 2, 2], data: Float32Array.of(3, -2, 3, -2, 3, 2, 3, 2) });
    const down = await field('vector-field', { cells: 2, span: 2, show: 'negative gradient' });
    expect(Array.from(down.arrows!.data)).toEqual([-3, 2, -3, 2, -3, -2, -3, -2]);
  });

  test('shows an output of two numbers as it is, and refuses others', async () => {
    const { arrows } = await field('vector-field', { cells: 2, span: 2, show: 'output', output: 'twice' });
    expect(Array.from(arrows!.data)).toEqual([-2, 2, 2, 2, -2, -2, 2, -2]);
    const told = compile(viewOf('vector-field', { show: 'output' })).problems[0]!;
    expect(told.text.en).toMatch(/has two numbers; 'hill' answers with \[1\]/);
  });
});

test('both grow a port for each further input of the block, whose first example holds everywhere', async () => {
  for (const kind of ['density-map', 'vector-field']) {
    const drawn = viewOf(kind, { cells: 2, span: 2 });
    const { nodes, wires } = drawn.designs.hill!;
    nodes.shift = { kind: 'input', dials: { name: 'shift' } };
    nodes.sum = { kind: 'add', dials: {} };
    drawn.designs.hill!.wires = [
      ...wires.filter(({ to }) => to.node !== 'f'),
      { from: { node: 'height', port: 'result' }, to: { node: 'sum', port: 'a' } },
      { from: { node: 'shift', port: 'value' }, to: { node: 'sum', port: 'b' } },
      { from: { node: 'sum', port: 'result' }, to: { node: 'f', port: 'value' } },
    ];
    expect(Object.keys(portsOf(drawn, drawn.board, 'view').inputs)).toEqual(['block', 'shift']);
    drawn.board.nodes.shift = { kind: 'gaussian-noise', dials: { shape: [1], deviation: 0 } };
    drawn.board.wires.push({ from: { node: 'shift', port: 'noise' }, to: { node: 'view', port: 'shift' } });
    expect(compile(drawn).problems).toEqual([]);
  }
});

describe('points', () => {
  const a = float([2, 2], [1, 2, 3, 4]);
  const b = float([2, 2], [5, 6, 7, 8]);

  test('lays clouds over each other, each with its name', async () => {
    expect((await lookOnBoard('points', { points: { data: a, samples: b } })).picture).toEqual({
      form: 'points',
      points: { shape: [4, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
      labels: { shape: [4], data: Int32Array.of(0, 0, 1, 1) },
      names: ['data', 'samples'],
    });
  });

  test('shows one cloud by class', async () => {
    const { picture } = await lookOnBoard('points', { points: { data: a }, label: int([2], [3, 1]) });
    expect(picture).toMatchObject({ form: 'points', labels: { data: Int32Array.of(3, 1) } });
    expect(picture).not.toHaveProperty('names');
  });

  test('refuses what is no place in plane or space, and classes of several clouds', () => {
    expect(() => buildOnBoard('points', { points: { data: typed([4, 5]) } })).toThrow(/'data' is \[4, 5\]/);
    expect(() => buildOnBoard('points', { points: { a: typed([4, 2]), b: typed([4, 3]) } })).toThrow(
      /'b' is/,
    );
    expect(() =>
      buildOnBoard('points', { points: { a: typed([4, 2]), b: typed([4, 2]) }, label: typed([4]) }),
    ).toThrow(/With 2 clouds each has its own colour/);
  });
});
