import { afterEach, describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import { document, graph } from '../../documents.ts';

const opened: Session[] = [];
afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});

/** Draws from exp(−E) with E(x) = ((x₁ − 1)² + 4 (x₂ + 2)²)/2: a Gaussian of variances 1 and ¼ about (1, −2). */
function bowl(dials: Readonly<Record<string, DialValue>>, start?: number): GraphDocument {
  return document({
    board: {
      nodes: {
        energy: { kind: 'block', block: 'energy' },
        sampler: { kind: 'langevin-sampler', ...dials },
        samples: { kind: 'output', name: 'samples' },
        ...(start === undefined
          ? {}
          : { start: { kind: 'uniform-noise', shape: [2], low: start, high: start + 1e-6 } }),
        noise: { kind: 'gaussian-noise', shape: [2] },
        net: { kind: 'call', block: 'net' },
        loss: { kind: 'expression', formula: 'mean(x)' },
        optimizer: { kind: 'optimizer' },
      },
      wires: [
        'energy.block -> sampler.block',
        'sampler.samples -> samples.value',
        ...(start === undefined ? [] : ['start.noise -> sampler.start']),
        'noise.noise -> net.x',
        'net.y -> loss.x',
        'loss.result -> optimizer.loss',
        'net.block -> optimizer.blocks as net',
      ],
    },
    designs: {
      energy: graph({
        nodes: {
          x: { kind: 'input', name: 'x' },
          one: { kind: 'slice', axis: -1, begin: 0, size: 1 },
          two: { kind: 'slice', axis: -1, begin: 1, size: 1 },
          e: { kind: 'expression', formula: '((a - 1)^2 + 4*(b + 2)^2)/2' },
          y: { kind: 'output', name: 'y' },
        },
        wires: [
          'x.value -> one.value',
          'x.value -> two.value',
          'one.result -> e.a',
          'two.result -> e.b',
          'e.result -> y.value',
        ],
      }),
      net: graph({
        nodes: {
          x: { kind: 'input', name: 'x' },
          d: { kind: 'dense', units: 1 },
          y: { kind: 'output', name: 'y' },
        },
        wires: ['x.value -> d.input', 'd.output -> y.value'],
      }),
    },
    blocks: { energy: 'energy', net: 'net' },
  });
}

async function moments(drawn: GraphDocument, count: number) {
  const session = await Session.open(drawn, tfjsTarget('cpu'), 'cpu');
  opened.push(session);
  const { data } = await session.sample('samples', count, 1);
  return [0, 1].map((axis) => {
    const x = Array.from(data).filter((_, i) => i % 2 === axis);
    const mean = x.reduce((a, b) => a + b, 0) / count;
    return { mean, variance: x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / count };
  });
}

describe('the Langevin sampler', () => {
  test('draws from exp(−E)', async () => {
    const [one, two] = await moments(bowl({ steps: 120, stepSize: 0.05 }), 2000);
    expect(one!.mean).toBeCloseTo(1, 1);
    expect(two!.mean).toBeCloseTo(-2, 1);
    expect(Math.abs(one!.variance - 1)).toBeLessThan(0.1);
    // A step of finite size widens it a little: 1/(4 (1 − η·4/2)).
    expect(Math.abs(two!.variance - 1 / (4 * (1 - 0.1)))).toBeLessThan(0.03);
  });

  test('at temperature 0 walks straight down from where it is told to start; up from a log density', async () => {
    const [one, two] = await moments(bowl({ steps: 1, stepSize: 0.1, temperature: 0 }, 3), 10);
    expect(one!.mean).toBeCloseTo(3 - 0.1 * (3 - 1), 4);
    expect(two!.mean).toBeCloseTo(3 - 0.1 * 4 * (3 + 2), 4);
    const [up] = await moments(bowl({ steps: 1, stepSize: 0.1, temperature: 0, direction: 'up' }, 3), 10);
    expect(up!.mean).toBeCloseTo(3 + 0.1 * (3 - 1), 4);
  });

  test('wants a block with a way through', () => {
    const drawn = bowl({});
    drawn.board.wires = drawn.board.wires.filter(({ to }) => to.port !== 'block');
    expect(
      compile(drawn)
        .problems.map(({ text }) => text.en)
        .join(),
    ).toMatch(/needs a wire into 'Energy, or denoiser'/);
  });
});
