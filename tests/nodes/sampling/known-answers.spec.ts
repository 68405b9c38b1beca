// Each sampler of the catalogue draws 10,000 times from what is known exactly: a Gaussian whose score is known, or a table.
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { Design, DialValue } from '../../../nodes/graph/document.ts';
import { document, graph } from '../../documents.ts';
import {
  astray,
  COSINE,
  COVARIANCE,
  drawFrom,
  exactDenoiser,
  MEAN,
  moments,
  samplingBoard,
} from './exact-denoiser.ts';
import { sameEverywhere } from './same-everywhere.ts';

const COUNT = 10_000;
/** Four standard errors of the largest variance, and what steps of finite length leave. */
const GAUSSIAN = 4 * 0.8 * Math.sqrt(2 / COUNT) + 0.03;
/** Four standard errors of a share. */
const SHARE = 4 * Math.sqrt(0.25 / COUNT);

const P = [0.1, 0.5, 0.15, 0.25] as const;

/** The largest difference of how often a value comes from how often it should. */
async function sharesAstray(kind: string, net: Design, dials: Record<string, DialValue>): Promise<number> {
  const { data } = await drawFrom(
    document({
      board: {
        nodes: {
          net: { kind: 'block', block: 'net' },
          sampler: { kind, frames: 1, ...dials },
          samples: { kind: 'output', name: 'samples' },
        },
        wires: ['net.block -> sampler.block', 'sampler.samples -> samples.value'],
      },
      designs: { net },
      blocks: { net: 'net' },
    }),
    COUNT,
  );
  // The first value of each example; what follows an end of a text is given.
  const each = data.length / COUNT;
  const counts = P.map(() => 0);
  for (let i = 0; i < COUNT; i++) counts[data[i * each]!]! += 1 / COUNT;
  return Math.max(...counts.map((share, k) => Math.abs(share - P[k]!)));
}

/** How far samples are from what is known, as a share of what chance allows. */
const KNOWN: Readonly<Record<string, () => Promise<number>>> = {
  'diffusion-sampler': async () =>
    astray(
      await drawFrom(
        samplingBoard(
          'diffusion-sampler',
          { steps: 0, prediction: 'v' },
          { method: 'DDPM', steps: 150, frames: 1 },
          exactDenoiser(COSINE, 'v'),
        ),
        COUNT,
      ),
    ) / GAUSSIAN,
  'langevin-sampler': async () =>
    astray(
      await drawFrom(
        samplingBoard(
          'langevin-sampler',
          { process: 'variance exploding', ends: [0.2, 5], steps: 0, prediction: 'clean' },
          { levels: 15, steps: 60, stepSize: 0.01, frames: 1 },
          exactDenoiser({ alpha: '1', sigma: '(0.2*exp(t*3.218876))' }, 'clean'),
        ),
        COUNT,
      ),
    ) /
    // At the least noise, 0.2, each variance is larger by what the last denoising leaves of it.
    (GAUSSIAN + 0.03),
  'next-token-sampler': async () =>
    (await sharesAstray('next-token-sampler', sameEverywhere('tokens', P), { length: 2 })) / SHARE,
  'next-pixel-sampler': async () =>
    (await sharesAstray('next-pixel-sampler', sameEverywhere('codes', P), { shape: [2, 2] })) / SHARE,
};

test('every sampler of the catalogue has an answer that is known', () => {
  const samplers = [...catalogue.values()].filter(({ family }) => family === 'sampling');
  expect(new Set(Object.keys(KNOWN))).toEqual(new Set(samplers.map(({ kind }) => kind)));
});

test.each(Object.entries(KNOWN))('the %s finds it', async (_kind, off) => {
  expect(await off()).toBeLessThan(1);
});

describe('of a diffusion sampler', () => {
  /** Data N(wish, ½² I), so that with a wish and without it every score is known. */
  const SPREAD = 0.25;
  const wishing = graph({
    nodes: {
      noisy: { kind: 'input', name: 'noisy', meaning: 'points' },
      time: { kind: 'input', name: 'time', meaning: 'time' },
      wish: { kind: 'input', name: 'wish' },
      column: { kind: 'reshape', shape: [1] },
      clean: {
        kind: 'expression',
        formula: `w+${COSINE.alpha}*${SPREAD}/(${COSINE.alpha}^2*${SPREAD}+${COSINE.sigma}^2)*(x-${COSINE.alpha}*w)`,
      },
      said: { kind: 'output', name: 'said' },
    },
    wires: [
      'time.value -> column.input',
      'column.output -> clean.t',
      'noisy.value -> clean.x',
      'wish.value -> clean.w',
      'clean.result -> said.value',
    ],
  });

  test.each([1, 2.5])(
    'guidance %d moves the mean from the one without to w times as far, and leaves the spread',
    async (guidance) => {
      const drawing = samplingBoard(
        'diffusion-sampler',
        { steps: 0, prediction: 'clean' },
        { method: 'DDIM', steps: 100, frames: 1, guidance },
        wishing,
        {
          nodes: {
            wish: { kind: 'input', name: 'wish', shape: [2] },
            ...(guidance === 1 ? {} : { other: { kind: 'input', name: 'other', shape: [2] } }),
          },
          wires: [
            'wish.value -> sampler.wish',
            ...(guidance === 1 ? [] : ['other.value -> sampler.withoutWish']),
          ],
        },
      );
      const [wish, other] = [
        [1, -2],
        [0.5, 0],
      ] as const;
      const rows = (row: readonly number[]) =>
        Float32Array.from({ length: 2 * COUNT }, (_, i) => row[i % 2]!);
      const { mean, covariance } = moments(
        await drawFrom(drawing, COUNT, { inputs: { wish: rows(wish), other: rows(other) } }),
      );
      wish.forEach((with_, i) =>
        expect(Math.abs(mean[i]! - (other[i]! + guidance * (with_ - other[i]!)))).toBeLessThan(GAUSSIAN),
      );
      [SPREAD, 0, SPREAD].forEach((part, i) =>
        expect(Math.abs(covariance[i]! - part)).toBeLessThan(GAUSSIAN),
      );
    },
  );

  test('pictures that are taken half way back to noise come again as what the data has', async () => {
    const drawing = samplingBoard(
      'diffusion-sampler',
      { steps: 1000, prediction: 'noise' },
      { method: 'DDPM', steps: 150, strength: 0.5, frames: 1 },
      exactDenoiser(COSINE, 'noise'),
      {
        nodes: { image: { kind: 'input', name: 'image', shape: [2] } },
        wires: ['image.value -> sampler.image'],
      },
    );
    // Drawn from the data: its Cholesky factor times evenly spread normal numbers.
    const [xx, xy, yy] = COVARIANCE;
    const [a, b] = [Math.sqrt(xx), xy / Math.sqrt(xx)];
    const c = Math.sqrt(yy - b ** 2);
    const image = new Float32Array(2 * COUNT);
    for (let i = 0; i < COUNT; i++) {
      const radius = Math.sqrt(-2 * Math.log((i + 0.5) / COUNT));
      const angle = 2 * Math.PI * ((i * 0.618_033_988_75) % 1);
      const [u, v] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      image.set([MEAN[0] + a * u, MEAN[1] + b * u + c * v], 2 * i);
    }
    expect(astray({ shape: [COUNT, 2], dtype: 'float32', data: image })).toBeLessThan(0.01);
    const samples = await drawFrom(drawing, COUNT, { inputs: { image } });
    expect(astray(samples)).toBeLessThan(GAUSSIAN);
    // They are other pictures than before: half of the way is far.
    const moved = [...samples.data].reduce((sum, x, i) => sum + (x - image[i]!) ** 2, 0) / COUNT;
    expect(moved).toBeGreaterThan(0.2);
  });
});
