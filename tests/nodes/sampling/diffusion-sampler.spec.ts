import { describe, expect, test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import { portsOf } from '../../../nodes/graph/ports.ts';
import { graph, smallDiffusion } from '../../documents.ts';
import type { Prediction } from '../../../nodes/schedule.ts';
import {
  astray,
  COSINE,
  drawFrom,
  exactDenoiser,
  GEOMETRIC,
  LINEAR,
  moments,
  obedient,
  samplingBoard,
  STRAIGHT,
} from './exact-denoiser.ts';

const COUNT = 10_000;
/** Four standard errors of the largest variance from 10,000 samples. */
const NOISE = 4 * 0.8 * Math.sqrt(2 / COUNT);

const SCHEDULES = {
  'cosine, continuous': { formulas: COSINE, dials: { curve: 'cosine', steps: 0 } },
  'linear β, continuous': { formulas: LINEAR, dials: { curve: 'linear', steps: 0 } },
  'straight flow': {
    formulas: STRAIGHT,
    dials: { process: 'straight flow', steps: 0, prediction: 'velocity' },
  },
  'variance exploding': {
    formulas: GEOMETRIC,
    dials: { process: 'variance exploding', ends: [0.01, 20], steps: 0, prediction: 'score' },
  },
} as const;

const METHODS = [
  { method: 'DDPM', steps: 150 },
  { method: 'DDIM', steps: 150 },
  { method: 'DDIM', steps: 150, eta: 0.5 },
  { method: 'Euler', steps: 400 },
  { method: 'Heun', steps: 50 },
  { method: 'Euler-Maruyama', steps: 300 },
] as const;

const board = (
  { formulas, dials }: { formulas: typeof COSINE; dials: Record<string, string | number | number[]> },
  sampler: Record<string, string | number | number[]>,
  more = {},
) =>
  samplingBoard(
    'diffusion-sampler',
    dials,
    { frames: 1, ...sampler },
    exactDenoiser(formulas, (dials.prediction ?? 'noise') as Prediction),
    more,
  );

describe.each(Object.entries(SCHEDULES))('%s', (_name, schedule) => {
  test.each(METHODS)('$method finds the mean and the covariance of the data', async (sampler) => {
    const samples = await drawFrom(board(schedule as never, sampler), COUNT);
    expect(samples.shape).toEqual([COUNT, 2]);
    expect(astray(samples)).toBeLessThan(NOISE + 0.02);
  });
});

const steps = { curve: 'cosine', steps: 1000 } as const;

describe('methods', () => {
  const STEPPED = { formulas: COSINE, dials: { curve: 'linear', steps: 40, prediction: 'noise' } };

  test('DDIM with eta 1 and all steps is DDPM', async () => {
    const [ddpm, ddim] = await Promise.all([
      drawFrom(board(STEPPED, { method: 'DDPM', steps: 0 }), 50),
      drawFrom(board(STEPPED, { method: 'DDIM', eta: 1, steps: 40 }), 50),
    ]);
    expect(Array.from(ddim.data)).toEqual(Array.from(ddpm.data));
  });

  test('DDIM with eta 0 asks no more noise than that of the start', async () => {
    const one = await drawFrom(board(STEPPED, { method: 'DDIM', steps: 10 }), 20, { seed: 1 });
    const same = await drawFrom(board(STEPPED, { method: 'DDIM', steps: 10 }), 20, { seed: 1 });
    const other = await drawFrom(board(STEPPED, { method: 'DDIM', steps: 10 }), 20, { seed: 2 });
    expect(one).toEqual(same);
    expect(one.data).not.toEqual(other.data);
  });

  test('Heun comes nearer than Euler with as many calls', async () => {
    const truth = await drawFrom(
      board(SCHEDULES['straight flow'] as never, { method: 'Heun', steps: 400 }),
      200,
    );
    const apart = async (sampler: { method: string; steps: number }) => {
      const { data } = await drawFrom(board(SCHEDULES['straight flow'] as never, sampler), 200);
      return Math.max(...[...data].map((x, i) => Math.abs(x - truth.data[i]!)));
    };
    const [euler, heun] = [
      await apart({ method: 'Euler', steps: 20 }),
      await apart({ method: 'Heun', steps: 10 }),
    ];
    expect(heun).toBeLessThan(euler / 3);
  });

  test('two steps in place of one: the error of Euler halves, that of Heun quarters', async () => {
    const of = (method: string, count: number) =>
      drawFrom(board(SCHEDULES['straight flow'] as never, { method, steps: count }), 200);
    const truth = await of('Heun', 256);
    const error = async (method: string, count: number) => {
      const { data } = await of(method, count);
      return Math.sqrt([...data].reduce((sum, x, i) => sum + (x - truth.data[i]!) ** 2, 0) / data.length);
    };
    expect((await error('Euler', 32)) / (await error('Euler', 64))).toBeGreaterThan(1.7);
    expect((await error('Heun', 16)) / (await error('Heun', 32))).toBeGreaterThan(3);
  });
});

describe('predictions', () => {
  test.each(['clean', 'v', 'score'] as const)('%s gives the samples that noise gives', async (prediction) => {
    const of = (told: Prediction) =>
      drawFrom(
        board(
          { formulas: COSINE, dials: { curve: 'cosine', steps: 0, prediction: told } },
          { method: 'DDIM', steps: 25 },
        ),
        100,
      );
    const [noise, other] = [await of('noise'), await of(prediction)];
    // ε/α at time 1, where α is almost 0, is what float32 allows least.
    other.data.forEach((x, i) => expect(Math.abs(x - noise.data[i]!)).toBeLessThan(2e-3));
  });

  test('velocity gives the samples that v gives', async () => {
    const of = (prediction: Prediction) =>
      drawFrom(
        board(
          { formulas: STRAIGHT, dials: { process: 'straight flow', steps: 0, prediction } },
          { method: 'Euler', steps: 20 },
        ),
        100,
      );
    const [v, velocity] = [await of('v'), await of('velocity')];
    velocity.data.forEach((x, i) => expect(Math.abs(x - v.data[i]!)).toBeLessThan(1e-4));
  });
});

describe('what is shown of the way', () => {
  test('the path begins at the noise and ends at the samples; the last guess is the sample', async () => {
    const drawn = board(
      { formulas: COSINE, dials: steps },
      { method: 'DDIM', steps: 20, frames: 5 },
      {
        nodes: {
          noise: { kind: 'gaussian-noise', shape: [2] },
          start: { kind: 'output', name: 'start' },
          path: { kind: 'output', name: 'path' },
          guesses: { kind: 'output', name: 'guesses' },
        },
        wires: [
          'noise.noise -> sampler.start',
          'noise.noise -> start.value',
          'sampler.path -> path.value',
          'sampler.guesses -> guesses.value',
        ],
      },
    );
    const of = (output: string) => drawFrom(drawn, 3, { output });
    const [samples, start, path, guesses] = [
      await of('samples'),
      await of('start'),
      await of('path'),
      await of('guesses'),
    ];
    expect(path.shape).toEqual([3, 6, 2]);
    const frame = (values: typeof path, k: number) =>
      [0, 1, 2].flatMap((i) => Array.from(values.data.subarray((i * 6 + k) * 2, (i * 6 + k) * 2 + 2)));
    expect(frame(path, 0)).toEqual([...start.data]);
    expect(frame(path, 5)).toEqual([...samples.data]);
    expect(frame(guesses, 5)).toEqual([...samples.data]);
  });

  test('each turn is told, and it stops when somebody wants that', async () => {
    const turns: string[] = [];
    const stop = new AbortController();
    const drawing = drawFrom(board({ formulas: COSINE, dials: steps }, { steps: 20 }), 4, {
      follower: {
        tell: ({ node, turn, turns: all, carried }) => {
          turns.push(`${node} ${turn}/${all} ${carried[0]!.shape.join('x')}`);
          if (turn === 3) stop.abort();
        },
        signal: stop.signal,
      },
    });
    await expect(drawing).rejects.toThrow("'sampler' was stopped after 3 of 20 turns.");
    expect(turns).toEqual(['sampler 1/20 4x2', 'sampler 2/20 4x2', 'sampler 3/20 4x2']);
  });
});

describe('starting from something', () => {
  const withImage = (sampler: object, more: { nodes?: object; wires?: string[] } = {}) =>
    board({ formulas: COSINE, dials: { curve: 'cosine', steps: 1000 } }, { steps: 25, ...sampler } as never, {
      nodes: { image: { kind: 'input', name: 'image', shape: [2] }, ...more.nodes },
      wires: ['image.value -> sampler.image', ...(more.wires ?? [])],
    });
  const image = Float32Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 2.2 : -1.2));

  test('little strength stays near the image, much strength forgets it', async () => {
    const apart = async (strength: number) => {
      const { mean } = moments(
        await drawFrom(withImage({ strength, steps: 40 }), 2000, { inputs: { image } }),
      );
      return Math.hypot(mean[0]! - 2.2, mean[1]! + 1.2);
    };
    const [little, middle, all] = [await apart(0.05), await apart(0.5), await apart(1)];
    expect(little).toBeLessThan(0.1);
    expect(little).toBeLessThan(middle);
    expect(all).toBeCloseTo(Math.hypot(1 - 2.2, -0.5 + 1.2), 1);
  });

  test('what the mask keeps is kept exactly, and the rest follows it', async () => {
    const mask = Float32Array.of(0, 1);
    const drawn = withImage(
      { method: 'DDPM', steps: 200 },
      { nodes: { mask: { kind: 'input', name: 'mask', shape: [2] } }, wires: ['mask.value -> sampler.mask'] },
    );
    const { data, shape } = await drawFrom(drawn, 2000, {
      inputs: { image, mask: Float32Array.from({ length: 4000 }, (_, i) => mask[i % 2]!) },
    });
    expect(shape).toEqual([2000, 2]);
    for (let i = 0; i < 2000; i++) expect(data[2 * i]).toBeCloseTo(2.2, 5);
    const { mean } = moments({ shape, dtype: 'float32', data });
    // x is far to the right, and y leans the way of the covariance: more than the mean of all data.
    expect(mean[1]!).toBeGreaterThan(-0.5 + 0.2);
  });
});

describe('guidance', () => {
  const asked = async (sampler: Record<string, number>, without: boolean) => {
    const drawn = samplingBoard(
      'diffusion-sampler',
      { steps: 100, prediction: 'clean' },
      { steps: 5, frames: 1, ...sampler },
      obedient,
      {
        nodes: {
          wish: { kind: 'input', name: 'wish', shape: [2] },
          ...(without ? { other: { kind: 'input', name: 'other', shape: [2] } } : {}),
        },
        wires: ['wish.value -> sampler.wish', ...(without ? ['other.value -> sampler.withoutWish'] : [])],
      },
    );
    const inputs = { wish: Float32Array.of(1, -2), other: Float32Array.of(3, 3) };
    return Array.from((await drawFrom(drawn, 1, { inputs })).data);
  };

  test('of 1 asks once; above, it goes on from without to with: without + w (with − without)', async () => {
    expect(await asked({}, false)).toEqual([1, -2]);
    // Nothing is wired for "without", so it is zeros.
    expect(await asked({ guidance: 3 }, false)).toEqual([3, -6]);
    expect(await asked({ guidance: 2 }, true)).toEqual([3 + 2 * (1 - 3), 3 + 2 * (-2 - 3)]);
  });

  test('grows a port for each condition, and a twin where it is not 1', () => {
    const portsAt = (guidance: number) => {
      const drawn = samplingBoard('diffusion-sampler', {}, { guidance }, obedient);
      return Object.keys(portsOf(drawn, drawn.board, 'sampler').inputs);
    };
    const own = ['block', 'schedule', 'start', 'image', 'mask'];
    expect(portsAt(1)).toEqual([...own, 'wish']);
    expect(portsAt(2)).toEqual([...own, 'wish', 'withoutWish']);
  });

  test('leaves the class out by the number after the last', async () => {
    const drawn = smallDiffusion({ guidance: 2, steps: 4 }, {}, 8);
    const compiled = compile(drawn);
    expect(compiled.problems).toEqual([]);
    const { program } = compiled.entries.get('output/samples')!;
    const loop = program.instructions.find(({ kind }) => kind === 'repeat')!;
    expect(JSON.stringify(loop.attributes) + JSON.stringify(program.instructions)).toContain('"value":8,');
  });
});

describe('what it refuses', () => {
  const refused = (dials: Record<string, unknown>, sampler: Record<string, unknown>, more = {}) =>
    drawFrom(board({ formulas: COSINE, dials: dials as never }, sampler as never, more), 4);

  test.each([
    [{ steps: 100 }, { steps: 101 }, /101 steps and there are 100\. Take at most 100/],
    [{ steps: 0 }, { steps: 0 }, /continuous, so it has no steps/],
    [{ steps: 100 }, { steps: 10, strength: 0.5 }, /no image is wired/],
  ])('%o with %o', async (dials, sampler, sentence) => {
    await expect(refused(dials, sampler)).rejects.toThrow(sentence);
  });

  test('a block that tells something else than what it is shown', async () => {
    const shorter = graph({
      nodes: {
        noisy: { kind: 'input', name: 'noisy' },
        half: { kind: 'slice', begin: 0, size: 1 },
        said: { kind: 'output', name: 'said' },
      },
      wires: ['noisy.value -> half.value', 'half.result -> said.value'],
    });
    const drawn = samplingBoard('diffusion-sampler', { steps: 100 }, { steps: 10 }, shorter);
    await expect(drawFrom(drawn, 4)).rejects.toThrow(
      /tells as many numbers as it is shown; 'net' was shown \[4, 2\] and told \[4, 1\]/,
    );
  });

  test('a mask of another size, and a mask without an image', async () => {
    const mask = { mask: { kind: 'input', name: 'mask', shape: [3] } };
    const wires = ['mask.value -> sampler.mask'];
    await expect(refused({ steps: 100 }, { steps: 10 }, { nodes: mask, wires })).rejects.toThrow(
      /no image is wired/,
    );
    const image = { image: { kind: 'input', name: 'image', shape: [2] } };
    await expect(
      refused(
        { steps: 100 },
        { steps: 10 },
        { nodes: { ...mask, ...image }, wires: [...wires, 'image.value -> sampler.image'] },
      ),
    ).rejects.toThrow(/The mask has another size/);
  });
});
