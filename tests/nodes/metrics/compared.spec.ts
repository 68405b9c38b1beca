// Metrics that compare what was generated with what is real, on sets whose answers are known.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frechetDistance, momentsOf, squareRoot } from '../../../nodes/frechet.ts';
import { normals } from '../../numbers-of.ts';
import { document, graph } from '../../documents.ts';
import { buildOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

/** Rows of two numbers. */
const plane = (...points: readonly (readonly [number, number])[]) => float([points.length, 2], points.flat());

/** A block that hands its input on under both names that metrics ask for. */
const looksAsIs = {
  designs: {
    eye: graph({
      nodes: {
        in: { kind: 'input', name: 'image' },
        twice: { kind: 'scale', factor: 2 },
        features: { kind: 'output', name: 'features' },
        logits: { kind: 'output', name: 'logits', form: 'logits' },
      },
      wires: ['in.value -> twice.value', 'twice.result -> features.value', 'in.value -> logits.value'],
    }),
    pair: graph({
      nodes: {
        a: { kind: 'input', name: 'a' },
        b: { kind: 'input', name: 'b' },
        out: { kind: 'output', name: 'features' },
      },
      wires: ['a.value -> out.value'],
    }),
  },
  blocks: { eye: 'eye', pair: 'pair' },
};

describe('the Fréchet distance', () => {
  test('of points on a line is (m₁ − m₂)² + (s₁ − s₂)²', async () => {
    const { numbers } = await lookOnBoard('frechet-distance', {
      generated: float([3, 1], [-1, 0, 1]), // mean 0, deviation 1
      real: float([3, 1], [2, 5, 8]), // mean 5, deviation 3
    });
    expect(numbers!.distance).toBeCloseTo(25 + 4, 5);
  });

  test('of equal sets is 0, in the features of a network too', async () => {
    const points = plane([0, 1], [2, 3], [-1, 5], [4, 4]);
    const alone = await lookOnBoard('frechet-distance', { generated: points, real: points });
    expect(alone.numbers!.distance).toBeCloseTo(0, 8);
    const features = await lookOnBoard(
      'frechet-distance',
      { generated: plane([0, 0], [1, 1]), real: plane([3, 0], [4, 1]), features: 'eye' },
      {},
      { drawing: looksAsIs },
    );
    // The network doubles everything: a shift by 3 becomes one by 6.
    expect(features.numbers!.distance).toBeCloseTo(36, 6);
  });

  test('of two Gaussians in the plane agrees with tr √M = √(tr M + 2 √det M)', () => {
    const a = { mean: Float64Array.of(1, -2), covariance: Float64Array.of(2, 0.7, 0.7, 1) };
    const b = { mean: Float64Array.of(0, 0.5), covariance: Float64Array.of(0.5, -0.3, -0.3, 3) };
    const trace = 2 * 0.5 + 0.7 * -0.3 + 0.7 * -0.3 + 1 * 3; // of C₁C₂
    const determinant = (2 * 1 - 0.7 ** 2) * (0.5 * 3 - 0.3 ** 2);
    const expected = 1 + 2.5 ** 2 + (3 + 3.5) - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinant));
    expect(frechetDistance(a, b)).toBeCloseTo(expected, 10);
    expect(frechetDistance(b, a)).toBeCloseTo(expected, 10);
  });

  test('takes a root whose square is the matrix', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 30, maxLength: 30 }),
        (numbers) => {
          const { covariance } = momentsOf(numbers, 5);
          const root = squareRoot(covariance, 5);
          for (let i = 0; i < 5; i++)
            for (let j = 0; j < 5; j++) {
              let sum = 0;
              for (let k = 0; k < 5; k++) sum += root[i * 5 + k]! * root[k * 5 + j]!;
              expect(Math.abs(sum - covariance[i * 5 + j]!)).toBeLessThan(1e-8);
            }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('sees pictures as they are seen: logits through the sigmoid, −1 to 1 as 0 to 1', async () => {
    const drawing = { drawing: looksAsIs };
    const real = float([2, 1], [0.25, 0.75], { kind: 'image', range: [0, 1] });
    const logits = float([2, 1], [Math.log(1 / 3), Math.log(3)], { kind: 'image', form: 'logits' });
    const wide = float([2, 1], [-0.5, 0.5], { kind: 'image', range: [-1, 1] });
    for (const generated of [logits, wide]) {
      const { numbers } = await lookOnBoard(
        'frechet-distance',
        { generated, real, features: 'eye' },
        {},
        drawing,
      );
      expect(numbers!.distance).toBeCloseTo(0, 8);
    }
  });

  test('refuses what cannot be compared', () => {
    const build = (generated: number[], real: number[], block?: string) =>
      buildOnBoard(
        'frechet-distance',
        { generated: typed(generated), real: typed(real), ...(block ? { features: block } : {}) },
        {},
        { drawing: looksAsIs },
      );
    expect(() => build([2, 3], [2, 4])).toThrow(
      'Generated examples have features of shape [3] and real ones of [4].',
    );
    expect(() => build([2, 28, 28, 1], [2, 28, 28, 1])).toThrow(
      "Wire a network into 'features' that finds fewer",
    );
    expect(() => build([2, 3], [2, 3], 'pair')).toThrow("'pair' has the inputs a, b");
    expect(document({ board: { nodes: {}, wires: [] }, ...looksAsIs }).blocks).toHaveProperty('pair');
  });
});

describe('precision and recall', () => {
  const line = (...values: number[]) => float([values.length, 1], values);
  const look = async (generated: number[], real: number[], neighbours = 1) =>
    (
      await lookOnBoard(
        'precision-recall',
        { generated: line(...generated), real: line(...real) },
        { neighbours, count: 100 },
      )
    ).numbers!;

  test('of equal sets are 1', async () => {
    const numbers = await look([0, 1, 3, 7], [0, 1, 3, 7]);
    // Balls of radius 1, 1, 2, 4 about 0, 1, 3, 7 hold two of the points each.
    expect(numbers).toEqual({ precision: 1, recall: 1, coverage: 1, density: 2 });
  });

  test('of sets that are far apart are 0', async () => {
    expect(await look([100, 101, 102], [0, 1, 2])).toEqual({
      precision: 0,
      recall: 0,
      coverage: 0,
      density: 0,
    });
  });

  test('tell one mode well drawn from all modes', async () => {
    // Real ones at two places; generated ones at one of them: all are real, half of what is real occurs.
    const real = [0, 1, 2, 3, 50, 51, 52, 53];
    const numbers = await look([0.2, 1.2, 2.2, 2.7], real);
    expect(numbers.precision).toBe(1);
    expect(numbers.recall).toBe(0.5);
    expect(numbers.coverage).toBe(0.5);
  });

  test('need more examples than neighbours', () => {
    expect(() =>
      buildOnBoard(
        'precision-recall',
        { generated: typed([9, 1]), real: typed([9, 1]) },
        { count: 5, neighbours: 5 },
      ),
    ).toThrow('Each of 5 examples has 4 neighbours; 5 are wanted.');
  });
});

describe('the nearest neighbour', () => {
  const look = async (generated: number[], real: number[]) =>
    (
      await lookOnBoard('nearest-neighbour', {
        generated: float([generated.length, 1], generated),
        real: float([real.length, 1], real),
      })
    ).numbers!;

  test('shows copies: nearer to real ones than those are to each other, and never told apart', async () => {
    const numbers = await look([0, 10, 30], [0, 10, 30]);
    expect(numbers).toEqual({ 'to real': 0, 'real to real': 10, 'told apart': 0 });
  });

  test('tells what is elsewhere apart', async () => {
    expect(await look([100, 101, 103], [0, 1, 3])).toEqual({
      'to real': 98,
      'real to real': 1,
      'told apart': 1,
    });
  });

  test('cannot tell two draws from one distribution apart', async () => {
    const draws = normals(1600, 7);
    const points = (from: number) => float([400, 2], draws.slice(from, from + 800));
    const { numbers } = await lookOnBoard('nearest-neighbour', { generated: points(0), real: points(800) });
    expect(Math.abs(numbers!['told apart']! - 0.5)).toBeLessThan(0.07);
  });
});

describe('class accuracy', () => {
  test('asks the classifier for the class that was wanted', async () => {
    const { numbers } = await lookOnBoard(
      'class-accuracy',
      {
        generated: float([4, 3], [9, 0, 0, 0, 9, 0, 0, 0, 9, 9, 0, 0]),
        label: int([4], [0, 1, 2, 1]),
        features: 'eye',
      },
      {},
      { drawing: looksAsIs },
    );
    expect(numbers).toEqual({ 'right class': 0.75 });
  });

  test('wants classes', () => {
    expect(() =>
      buildOnBoard(
        'class-accuracy',
        { generated: typed([2, 3]), label: typed([2]), features: 'eye' },
        {},
        { drawing: looksAsIs },
      ),
    ).toThrow('Class accuracy needs a classifier that answers [B, classes] and int32 [B] classes');
  });
});

describe('class agreement', () => {
  test('counts the examples whose likeliest class stays, however far the numbers move', async () => {
    const { numbers } = await lookOnBoard(
      'class-agreement',
      {
        before: float([4, 3], [9, 0, 0, 0, 9, 0, 0, 0, 9, 9, 0, 0]),
        after: float([4, 3], [1, 0, 0, 0, 1, 0, 0, 9, 1, 2, 0, 1]),
        features: 'eye',
      },
      {},
      { drawing: looksAsIs },
    );
    expect(numbers).toEqual({ 'same class': 0.75, 'other class': 0.25 });
  });

  test('wants classes, and both versions of the same examples', () => {
    const told = (before: number[], after: number[]) => () =>
      buildOnBoard(
        'class-agreement',
        { before: typed(before), after: typed(after), features: 'eye' },
        {},
        { drawing: looksAsIs },
      );
    expect(told([2, 3, 3], [2, 3, 3])).toThrow(
      'Class agreement needs a classifier that answers [B, classes]',
    );
    expect(told([2, 3], [4, 3])).toThrow('there are [2, 3] and [4, 3]');
  });
});
