import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { Dial } from '../../../nodes/dial.ts';
import { buildOnBoard, computeOnBoard, float, typed } from '../build-on-board.ts';

const real = [2, -0.5, 0.3];
const fake = [-1, 0.4, 3];
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));

/** As the papers write them, with D = σ(s). */
const EXPECTED: Record<string, { d: number; g: number; accuracy: number }> = {
  minimax: {
    d: -mean(real.map((s) => Math.log(sigmoid(s)))) - mean(fake.map((s) => Math.log(1 - sigmoid(s)))),
    g: mean(fake.map((s) => Math.log(1 - sigmoid(s)))),
    accuracy: (2 / 3 + 1 / 3) / 2,
  },
  'non-saturating': {
    d: -mean(real.map((s) => Math.log(sigmoid(s)))) - mean(fake.map((s) => Math.log(1 - sigmoid(s)))),
    g: -mean(fake.map((s) => Math.log(sigmoid(s)))),
    accuracy: (2 / 3 + 1 / 3) / 2,
  },
  'least squares': {
    d: mean(real.map((s) => (s - 1) ** 2)) / 2 + mean(fake.map((s) => s ** 2)) / 2,
    g: mean(fake.map((s) => (s - 1) ** 2)) / 2,
    accuracy: (1 / 3 + 2 / 3) / 2,
  },
  hinge: {
    d: mean(real.map((s) => Math.max(0, 1 - s))) + mean(fake.map((s) => Math.max(0, 1 + s))),
    g: -mean(fake),
    accuracy: (2 / 3 + 1 / 3) / 2,
  },
  // The middle of the means, 0.7, is the border.
  Wasserstein: { d: mean(fake) - mean(real), g: -mean(fake), accuracy: (1 / 3 + 2 / 3) / 2 },
};

const scores = (values: readonly number[], shape = [3, 1]) => float(shape, [...values]);

describe('the adversarial loss', () => {
  test('has a case for each of its kinds', () => {
    const dial = catalogue.get('adversarial')!.dials.kind as Dial;
    expect(dial.type === 'choice' && Object.keys(dial.options)).toEqual(Object.keys(EXPECTED));
  });

  test.each(Object.entries(EXPECTED))('%s', async (kind, { d, g, accuracy }) => {
    const { outputs } = await computeOnBoard(
      'adversarial',
      { realScore: scores(real), fakeScore: scores(fake) },
      { kind },
    );
    expect(outputs.discriminatorLoss!.data[0]).toBeCloseTo(d, 5);
    expect(outputs.generatorLoss!.data[0]).toBeCloseTo(g, 5);
    expect(mean(Array.from(outputs.perExample!.data))).toBeCloseTo(g, 5);
    expect(outputs.accuracy!.data[0]).toBeCloseTo(accuracy, 5);
    expect(outputs.margin!.data[0]).toBeCloseTo(mean(real) - mean(fake), 5);
  });

  test('of a discriminator that cannot tell is 2 log 2 and log 2', async () => {
    const nothing = scores([0, 0, 0]);
    const { outputs } = await computeOnBoard('adversarial', { realScore: nothing, fakeScore: nothing });
    expect(outputs.discriminatorLoss!.data[0]).toBeCloseTo(2 * Math.LN2, 6);
    expect(outputs.generatorLoss!.data[0]).toBeCloseTo(Math.LN2, 6);
  });

  test('of scores far out is still a number, with a gradient where it should have one', async () => {
    const far = scores([-200, -200, -200]);
    const gradient = async (kind: string) => {
      const { outputs, gradients } = await computeOnBoard(
        'adversarial',
        { realScore: far, fakeScore: far },
        { kind },
        { cotangents: { generatorLoss: float([], [1]) } },
      );
      expect(Number.isFinite(outputs.generatorLoss!.data[0])).toBe(true);
      return gradients.fakeScore!.data[0]!;
    };
    expect(await gradient('non-saturating')).toBeCloseTo(-1 / 3, 6);
    // Why it is called saturating.
    expect(Math.abs(await gradient('minimax'))).toBeLessThan(1e-6);
  });

  test('takes single scores, columns and maps of patches, and batches of two sizes', async () => {
    const shapes = [[3], [3, 1], [1, 3, 1, 1]];
    const losses = await Promise.all(
      shapes.map(async (shape) => {
        const given = { realScore: scores(real, shape), fakeScore: scores(fake, shape) };
        return (await computeOnBoard('adversarial', given)).outputs.discriminatorLoss!.data[0]!;
      }),
    );
    expect(losses[1]).toBeCloseTo(losses[0]!, 6);
    expect(losses[2]).toBeCloseTo(losses[0]!, 6);
    expect(() =>
      buildOnBoard('adversarial', { realScore: typed([2, 1]), fakeScore: typed([5, 1]) }),
    ).not.toThrow();
  });

  test('refuses probabilities and single numbers', () => {
    const probabilities = { ...typed([3, 1]), meaning: { kind: 'score', form: 'probabilities' } as const };
    expect(() => buildOnBoard('adversarial', { realScore: probabilities, fakeScore: typed([3, 1]) })).toThrow(
      /'realScore' carries probabilities.*linear layer/,
    );
    expect(() => buildOnBoard('adversarial', { realScore: typed([3]), fakeScore: typed([]) })).toThrow(
      /'fakeScore' needs a batch/,
    );
  });
});
