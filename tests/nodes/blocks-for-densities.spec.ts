import { afterEach, describe, expect, test } from 'vitest';
import { Session } from '../../main/engine/session.ts';
import { tfjsTarget } from '../../main/targets/tfjs/target.ts';
import { compile } from '../../nodes/graph/compile.ts';
import type { DialValue, GraphDocument } from '../../nodes/graph/document.ts';
import { document, drawn, graph } from '../documents.ts';

const opened: Session[] = [];

async function open(whole: GraphDocument): Promise<Session> {
  const session = await Session.open(whole, tfjsTarget('cpu'), 'cpu');
  opened.push(session);
  return session;
}

afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});

const sample = async (session: Session, output: string, count: number) =>
  Array.from((await session.sample(output, count, 3)).data);

/** Three couplings there and back: x to z with its log determinant, z to x by the same networks. */
function flow(size: number, dials: Readonly<Record<string, DialValue>> = {}): GraphDocument {
  const kept = Math.floor(size / 2);
  const net = (inputs: number, changed: number) =>
    graph({
      nodes: {
        x: { kind: 'input', name: 'x' },
        hidden: { kind: 'dense', units: 8, activation: 'tanh' },
        last: { kind: 'dense', units: 2 * changed, initializer: 'glorot uniform' },
        y: { kind: 'output', name: 'y' },
      },
      wires: ['x.value -> hidden.input', 'hidden.output -> last.input', 'last.output -> y.value'],
    });
  const coupling = (design: string, stays: string, more: Readonly<Record<string, DialValue>> = {}) => ({
    kind: 'affine-coupling',
    design,
    stays,
    ...dials,
    ...more,
  });
  const back = { direction: 'inverse' };
  return document({
    board: {
      nodes: {
        noise: { kind: 'gaussian-noise', shape: [size] },
        there: { kind: 'call', block: 'flow' },
        back: { kind: 'call', block: 'flow' },
        x: { kind: 'output', name: 'x' },
        z: { kind: 'output', name: 'z' },
        'log-det': { kind: 'output', name: 'log det' },
        'x-again': { kind: 'output', name: 'x again' },
        row: { kind: 'slice', axis: -1, begin: 0, size: 1 },
        slope: { kind: 'gradient' },
        jacobian: { kind: 'output', name: 'first row of J' },
        loss: { kind: 'expression', formula: 'mean(z^2)' },
        optimizer: { kind: 'optimizer' },
      },
      wires: [
        'noise.noise -> there.x',
        'there.z -> back.z',
        'noise.noise -> x.value',
        'there.z -> z.value',
        'there.logDeterminant -> log-det.value',
        'back.x -> x-again.value',
        'there.z -> row.value',
        'row.result -> slope.of',
        'noise.noise -> slope.withRespectTo',
        'slope.gradient -> jacobian.value',
        'there.z -> loss.z',
        'loss.result -> optimizer.loss',
        'there.block -> optimizer.blocks as flow',
      ],
    },
    designs: {
      front: net(kept, size - kept),
      rear: net(size - kept, kept),
      flow: graph({
        nodes: {
          x: { kind: 'input', name: 'x', optional: true },
          z: { kind: 'input', name: 'z', optional: true },
          one: coupling('front', 'first half'),
          two: coupling('rear', 'second half'),
          three: coupling('front', 'first half'),
          'un-three': coupling('front', 'first half', { ...back, again: 'three' }),
          'un-two': coupling('rear', 'second half', { ...back, again: 'two' }),
          'un-one': coupling('front', 'first half', { ...back, again: 'one' }),
          sum: { kind: 'expression', formula: 'a + b + c' },
          'z-out': { kind: 'output', name: 'z' },
          'log-det': { kind: 'output', name: 'logDeterminant' },
          'x-out': { kind: 'output', name: 'x' },
        },
        wires: [
          'x.value -> one.input',
          'one.output -> two.input',
          'two.output -> three.input',
          'three.output -> z-out.value',
          'one.logDeterminant -> sum.a',
          'two.logDeterminant -> sum.b',
          'three.logDeterminant -> sum.c',
          'sum.result -> log-det.value',
          'z.value -> un-three.input',
          'un-three.output -> un-two.input',
          'un-two.output -> un-one.input',
          'un-one.output -> x-out.value',
        ],
      }),
    },
    blocks: { flow: 'flow' },
  });
}

describe('affine couplings', () => {
  test.each([2, 5])(
    'of %d numbers are undone exactly by the same weights, and are not the identity',
    async (size) => {
      const session = await open(flow(size));
      const names = [...session.compiled.variables.values()].filter(({ role }) => role === 'weight');
      expect(names).toHaveLength(3 * 4);
      const [x, z, again] = [
        await sample(session, 'x', 20),
        await sample(session, 'z', 20),
        await sample(session, 'x again', 20),
      ];
      x.forEach((value, i) => expect(again[i]).toBeCloseTo(value, 5));
      expect(Math.max(...x.map((value, i) => Math.abs(value - z[i]!)))).toBeGreaterThan(0.1);
    },
  );

  test('know their log determinant: that of the Jacobian', async () => {
    const session = await open(flow(2));
    const [det, first] = [await sample(session, 'log det', 10), await sample(session, 'first row of J', 10)];
    // The other row of J by the same board with the other number of z.
    const other = flow(2);
    other.board.nodes.row!.dials.begin = 1;
    const second = await sample(await open(other), 'first row of J', 10);
    det.forEach((log, i) => {
      const [a, b, c, d] = [first[2 * i]!, first[2 * i + 1]!, second[2 * i]!, second[2 * i + 1]!];
      expect(log).toBeCloseTo(Math.log(Math.abs(a * d - b * c)), 4);
    });
    expect(Math.max(...det.map(Math.abs))).toBeGreaterThan(0.05);
  });

  test('keep their log scale below the limit', async () => {
    const session = await open(flow(2, { limit: 0.01 }));
    for (const log of await sample(session, 'log det', 50)) expect(Math.abs(log)).toBeLessThanOrEqual(0.0301);
  });

  test('say what does not fit', () => {
    const told = (change: (whole: GraphDocument) => void) => {
      const whole = flow(2);
      change(whole);
      return compile(whole)
        .problems.map(({ text }) => text.en)
        .join(' ');
    };
    expect(told(({ designs }) => void (designs.front!.nodes.last!.dials.units = 3))).toMatch(
      /answers with \[8, 3\]; a scale and a shift for each of 1 numbers are needed, \[B, 2\]/,
    );
    expect(told(({ board }) => void (board.nodes.noise!.dials.shape = [1]))).toMatch(/two or more numbers/);
    expect(told(({ designs }) => void (designs.flow!.nodes.one!.dials.design = 'nobody'))).toMatch(
      /no block 'design:nobody'/,
    );
  });
});

describe('a Gaussian mixture', () => {
  test('tells the log density of points, and its parameters alone where it is given none', async () => {
    const whole = document({
      board: {
        nodes: {
          noise: { kind: 'gaussian-noise', shape: [2] },
          density: { kind: 'call', block: 'mixture' },
          alone: { kind: 'call', block: 'mixture' },
          loss: { kind: 'expression', formula: '-mean(p)' },
          optimizer: { kind: 'optimizer', learningRate: 0.05 },
          x: { kind: 'output', name: 'x' },
          p: { kind: 'output', name: 'log p' },
        },
        wires: [
          'noise.noise -> density.points',
          'density.logDensity -> loss.p',
          'loss.result -> optimizer.loss',
          'density.block -> optimizer.blocks as mixture',
          'noise.noise -> x.value',
          'density.logDensity -> p.value',
        ],
      },
      designs: { mixture: drawn('mixture', { components: 3 }) },
      blocks: { mixture: 'mixture' },
      steps: 30,
    });
    const { problems } = compile(whole);
    expect(problems).toEqual([]);
    const session = await open(whole);
    while (!session.finished) await session.step();
    const read = async (name: string) =>
      Array.from((await session.read([`mixture/${name}/value`])).get(`mixture/${name}/value`)!.data);
    const [logits, mean, logVariance] = [
      await read('logits'),
      await read('mean'),
      await read('log-variance'),
    ];
    expect(new Set(logits).size).toBe(3);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    const [x, p] = [await sample(session, 'x', 8), await sample(session, 'log p', 8)];
    p.forEach((told, i) => {
      const density = logits.reduce((sum, logit, k) => {
        const along = [0, 1].map((axis) => {
          const variance = Math.exp(logVariance[2 * k + axis]!);
          const away = x[2 * i + axis]! - mean[2 * k + axis]!;
          return Math.exp((-away * away) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
        });
        return sum + (Math.exp(logit) / total) * along[0]! * along[1]!;
      }, 0);
      expect(told).toBeCloseTo(Math.log(density), 4);
    });
  });
});
