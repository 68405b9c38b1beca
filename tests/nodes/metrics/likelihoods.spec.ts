// Likelihood metrics on models whose likelihood is known.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importanceBounds } from '../../../nodes/importance-bounds.ts';
import type { Meaning } from '../../../nodes/port.ts';
import { graph } from '../../documents.ts';
import { buildOnBoard, float, lookOnBoard, typed } from '../build-on-board.ts';

const loss = (more: Partial<Meaning>): Meaning => ({ kind: 'loss', ...more });

describe('bits per dimension', () => {
  test('of a fair coin a pixel is one bit', async () => {
    const { numbers } = await lookOnBoard('bits-per-dimension', {
      negativeLogLikelihood: float(
        [2],
        [49 * Math.LN2, 49 * Math.LN2],
        loss({ data: 'binary', dimensions: 49 }),
      ),
    });
    expect(numbers!['nats (binary)']).toBeCloseTo(49 * Math.LN2, 4);
    expect(numbers!['bits per dimension']).toBeCloseTo(1, 6);
  });

  test('names the form, and stores no density', async () => {
    const look = async (meaning: Meaning) =>
      Object.keys(
        (await lookOnBoard('bits-per-dimension', { negativeLogLikelihood: float([1], [3], meaning) }))
          .numbers!,
      );
    expect(await look(loss({ data: 'continuous', dimensions: 2 }))).toEqual(['nats (density)']);
    expect(await look(loss({ dimensions: 2 }))).toEqual(['cross-entropy']);
    expect(await look(loss({ data: 'grey', dimensions: 2 }))).toEqual(['nats (8 bit)', 'bits per dimension']);
  });
});

describe('the importance bound', () => {
  // z ~ N(0, 1), x ~ N(w z, s²): p(z | x) = N(w x/(w² + s²), s²/(w² + s²)) and p(x) = N(0, w² + s²).
  const [w, s] = [1.5, 0.5];
  const evidence = w * w + s * s;
  const points = [-2, 0.25, 1];
  const exact =
    points.reduce((sum, x) => sum + 0.5 * Math.log(2 * Math.PI * evidence) + (x * x) / (2 * evidence), 0) / 3;
  const drawing = {
    designs: {
      decoder: graph({
        nodes: {
          z: { kind: 'input', name: 'latent' },
          mean: { kind: 'scale', factor: w },
          x: { kind: 'output', name: 'x' },
        },
        wires: ['z.value -> mean.value', 'mean.result -> x.value'],
      }),
    },
    blocks: { decoder: 'decoder' },
  };
  const column = (values: readonly number[]) => float([values.length, 1], values);
  const dials = { distribution: 'Gaussian', deviation: s, draws: 10, latent: 1 };

  test('with the exact posterior is −log p(x) for every K', async () => {
    const { numbers } = await lookOnBoard(
      'importance-bound',
      {
        decoder: 'decoder',
        target: column(points),
        mean: column(points.map((x) => (w * x) / evidence)),
        logVariance: column(points.map(() => Math.log((s * s) / evidence))),
      },
      dials,
      { drawing, batch: 3 },
    );
    const { 'nats gained': gained, ...bounds } = numbers!;
    expect(Object.keys(bounds)).toEqual(['nats (density), K = 1', 'nats (density), K = 10']);
    for (const nats of Object.values(bounds)) expect(nats).toBeCloseTo(exact, 4);
    // Every draw from the exact posterior weighs the same.
    expect(gained).toBeCloseTo(0, 4);
  });

  test('without a posterior is naive: above it, and far above with one draw', async () => {
    const { numbers } = await lookOnBoard(
      'importance-bound',
      { decoder: 'decoder', target: column(Array.from({ length: 300 }, (_, i) => points[i % 3]!)) },
      dials,
      { drawing, batch: 300 },
    );
    const [one, ten] = Object.values(numbers!);
    // E_z[−log p(x | z)] = ½ log 2πs² + (x² + w²)/(2s²), in the mean over the three points.
    const squares = points.reduce((sum, x) => sum + x * x, 0) / 3;
    const naive = 0.5 * Math.log(2 * Math.PI * s * s) + (squares + w * w) / (2 * s * s);
    expect(Math.abs(one! - naive) / naive).toBeLessThan(0.05);
    expect(ten!).toBeLessThan(one!);
    expect(ten!).toBeGreaterThan(exact);
    expect(numbers!['nats gained']).toBeCloseTo(one! - ten!, 6);
  });

  test('never rises with K, and is log mean exp by groups', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 120, maxLength: 120 }),
        (rounds, examples, numbers) => {
          const weights = numbers.slice(0, rounds * examples * 10);
          const bounds = importanceBounds(weights, rounds, 10).map(({ nats }) => nats);
          for (let i = 1; i < bounds.length; i++)
            expect(bounds[i]!).toBeLessThanOrEqual(bounds[i - 1]! + 1e-9);
          expect(bounds[0]).toBeCloseTo(-weights.reduce((a, b) => a + b) / weights.length, 8);
        },
      ),
    );
    // Two rounds of two draws, one example: log((e⁰ + e⁰ + e^log4 + e^log2)/4) = log 2.
    const last = importanceBounds([0, 0, Math.log(4), Math.log(2)], 2, 2).at(-1)!;
    expect(last).toEqual({ draws: 4, nats: expect.closeTo(-Math.log(2), 12) as number });
  });

  test('belongs to the example that it was drawn for, over rounds', () => {
    // Two examples, two rounds of one draw: example 0 always weighs 0, example 1 always −6.
    expect(importanceBounds([0, -6, 0, -6], 2, 1).map(({ nats }) => nats)).toEqual([3, 3]);
  });

  test('says what it lacks', () => {
    const inputs = { decoder: 'decoder', target: typed([2, 1]) };
    expect(() =>
      buildOnBoard('importance-bound', { ...inputs, mean: typed([2, 1]) }, dials, { drawing }),
    ).toThrow('A posterior is a mean and a log variance; one of them is missing.');
    expect(() => buildOnBoard('importance-bound', inputs, { ...dials, draws: 15 }, { drawing })).toThrow(
      'Choose 20.',
    );
  });
});

describe('rate and distortion', () => {
  test('are bits and loss of each model', async () => {
    const { numbers } = await lookOnBoard('rate-distortion', {
      rate: { small: float([2], [Math.LN2, 3 * Math.LN2]), large: float([2], [8 * Math.LN2, 8 * Math.LN2]) },
      distortion: { small: float([2], [5, 7]), large: float([2], [1, 2]) },
    });
    const expected = { 'small bits': 2, 'small distortion': 6, 'large bits': 8, 'large distortion': 1.5 };
    for (const [name, value] of Object.entries(expected)) expect(numbers![name], name).toBeCloseTo(value, 5);
  });

  test('belong together by name', () => {
    expect(() =>
      buildOnBoard('rate-distortion', { rate: { a: typed([2]) }, distortion: { b: typed([2]) } }),
    ).toThrow('the rates are a and the distortions b');
  });
});

describe('the ROC area', () => {
  const area = async (scores: number[], wanted: number[]) =>
    (
      await lookOnBoard('roc', {
        score: float([scores.length], scores),
        wanted: float([wanted.length], wanted),
      })
    ).numbers!.area;

  test('is the share of pairs that are in the right order', async () => {
    expect(await area([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
    expect(await area([1, 2, 3, 4], [1, 1, 0, 0])).toBe(0);
    expect(await area([5, 5, 5, 5], [1, 0, 1, 0])).toBe(0.5);
    // Wanted 2 and 3 against 1 and 2: three of four pairs are right and one is a tie.
    expect(await area([1, 2, 2, 3], [0, 0, 1, 1])).toBe(3.5 / 4);
    expect(await area([1, 2], [1, 1])).toBe(0.5);
  });
});

test('the held-out mean and the cycle error are means', async () => {
  expect((await lookOnBoard('held-out-mean', { value: float([4], [1, 2, 3, 6]) })).numbers).toEqual({
    mean: 3,
  });
  const there = await lookOnBoard('cycle-error', {
    original: float([2, 2], [0, 0, 1, 1]),
    back: float([2, 2], [1, 0, 1, -2]),
  });
  expect(there.numbers).toEqual({ error: 1 });
});
