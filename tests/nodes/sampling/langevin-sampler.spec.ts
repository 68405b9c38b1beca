import { describe, expect, test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import { unrolledSize } from '../../../nodes/program/loop.ts';
import { document, graph } from '../../documents.ts';
import {
  astray,
  COVARIANCE,
  drawFrom,
  exactDenoiser,
  MEAN,
  obedient,
  samplingBoard,
} from './exact-denoiser.ts';

const COUNT = 10_000;
const NOISE = 4 * 0.8 * Math.sqrt(2 / COUNT);

/** ½ (x − μ)ᵀ Σ⁻¹ (x − μ), [B, 1]. */
function energy() {
  const [xx, xy, yy] = COVARIANCE;
  const det = xx * yy - xy ** 2;
  const [dx, dy] = [`(x-${MEAN[0]})`, `(y-(${MEAN[1]}))`];
  return graph({
    nodes: {
      place: { kind: 'input', name: 'place' },
      x: { kind: 'slice', begin: 0, size: 1 },
      y: { kind: 'slice', begin: 1, size: 1 },
      energy: {
        kind: 'expression',
        formula: `(${yy / det}*${dx}^2-${(2 * xy) / det}*${dx}*${dy}+${xx / det}*${dy}^2)/2`,
      },
      told: { kind: 'output', name: 'told' },
    },
    wires: [
      'place.value -> x.value',
      'place.value -> y.value',
      'x.result -> energy.x',
      'y.result -> energy.y',
      'energy.result -> told.value',
    ],
  });
}

const energyBoard = (dials: Record<string, string | number>, net = energy()) =>
  document({
    board: {
      nodes: {
        net: { kind: 'block', block: 'net' },
        sampler: { kind: 'langevin-sampler', frames: 1, ...dials },
        samples: { kind: 'output', name: 'samples' },
      },
      wires: ['net.block -> sampler.block', 'sampler.samples -> samples.value'],
    },
    designs: { net },
    blocks: { net: 'net' },
  });

/** σ from 0.1 to 5. */
const annealed = (schedule: object, sampler: object) =>
  samplingBoard(
    'langevin-sampler',
    { process: 'variance exploding', ends: [0.1, 5], prediction: 'score', ...schedule },
    { frames: 1, ...sampler },
    exactDenoiser({ alpha: '1', sigma: '(0.1*exp(t*3.912023))' }, 'score'),
  );

describe('Langevin steps', () => {
  test('down an energy find the mean and the covariance of exp(−E)', async () => {
    const samples = await drawFrom(energyBoard({ steps: 300, stepSize: 0.01 }), COUNT);
    expect(astray(samples)).toBeLessThan(NOISE + 0.03);
  });

  test('without temperature end where the energy is least', async () => {
    const { data } = await drawFrom(energyBoard({ steps: 400, stepSize: 0.05, temperature: 0 }), 5);
    data.forEach((x, i) => expect(x).toBeCloseTo(MEAN[i % 2]!, 3));
  });

  test('annealed from noise level to noise level find the mean and the covariance of the data', async () => {
    const samples = await drawFrom(
      annealed({ steps: 0 }, { levels: 15, steps: 60, stepSize: 2.5e-3 }),
      COUNT,
    );
    // Where little noise is left steps are too small to forget the level before: a little of it stays.
    expect(astray(samples)).toBeLessThan(NOISE + 0.06);
  });

  test('take the levels of a schedule that has steps', async () => {
    const turns: number[] = [];
    await drawFrom(annealed({ steps: 8 }, { steps: 3 }), 2, {
      follower: { tell: ({ turns: all }) => turns.push(all) },
    });
    expect(new Set(turns)).toEqual(new Set([24]));
    expect(turns).toHaveLength(24);
  });
});

describe('guidance', () => {
  const asked = (guidance: number) =>
    samplingBoard(
      'langevin-sampler',
      { process: 'variance exploding', prediction: 'clean', steps: 0 },
      { levels: 3, steps: 2, stepSize: 1e-5, frames: 1, guidance },
      obedient,
      { nodes: { wish: { kind: 'input', name: 'wish', shape: [2] } }, wires: ['wish.value -> sampler.wish'] },
    );

  test.each([
    [1, [1, -2]],
    [3, [3, -6]],
  ])('of %d ends at without + w (with − without)', async (guidance, end) => {
    const { data } = await drawFrom(asked(guidance), 1, { inputs: { wish: Float32Array.of(1, -2) } });
    expect(Array.from(data)).toEqual(end);
  });

  test('of an energy is refused', async () => {
    await expect(drawFrom(energyBoard({ steps: 2, guidance: 2 }), 1)).rejects.toThrow(
      /the guidance is 2\. Wire a schedule and a denoiser, or set 'guidance' to 1/,
    );
  });
});

describe('in a training step', () => {
  const training = (steps: number) =>
    document({
      board: {
        nodes: {
          points: { kind: 'points-2d', shape: 'moons' },
          data: { kind: 'call', block: 'net' },
          sampler: { kind: 'langevin-sampler', steps },
          model: { kind: 'call', block: 'net' },
          loss: { kind: 'expression', formula: 'mean(a)-mean(b)' },
          optimizer: { kind: 'optimizer' },
        },
        wires: [
          'points.points -> data.input',
          'data.block -> sampler.block',
          'sampler.samples -> model.input',
          'data.output -> loss.a',
          'model.output -> loss.b',
          'loss.result -> optimizer.loss',
          'data.block -> optimizer.blocks as net',
        ],
      },
      designs: {
        net: graph({
          nodes: {
            input: { kind: 'input', name: 'input' },
            dense: { kind: 'dense', units: 8, activation: 'SiLU' },
            out: { kind: 'dense', units: 1 },
            output: { kind: 'output', name: 'output' },
          },
          wires: ['input.value -> dense.input', 'dense.output -> out.input', 'out.output -> output.value'],
        }),
      },
      blocks: { net: 'net' },
    });

  test('they are one loop of the program, which is as large as its turns where it is written out', () => {
    const sizes = [10, 20].map((steps) => {
      const compiled = compile(training(steps));
      expect(compiled.problems).toEqual([]);
      const { program } = compiled.entries.get('optimize/optimizer')!;
      expect(program.instructions.filter(({ kind }) => kind === 'repeat')).toHaveLength(1);
      return { written: program.instructions.length, out: unrolledSize(program) };
    });
    expect(sizes[1]!.written).toBe(sizes[0]!.written);
    expect(sizes[1]!.out - sizes[0]!.out).toBeGreaterThan(10 * 8);
  });
});

describe('what it refuses', () => {
  test('a schedule that shrinks the data', async () => {
    const drawn = annealed({ process: 'variance preserving', ends: [] }, {});
    await expect(drawFrom(drawn, 2)).rejects.toThrow(/noise that is only added.*variance exploding/);
  });

  test('an energy of several numbers', async () => {
    const net = graph({
      nodes: { place: { kind: 'input', name: 'place' }, told: { kind: 'output', name: 'told' } },
      wires: ['place.value -> told.value'],
    });
    await expect(drawFrom(energyBoard({}, net), 2)).rejects.toThrow(
      /one number for each example; 'net' answers \[2, 2\]/,
    );
  });
});
