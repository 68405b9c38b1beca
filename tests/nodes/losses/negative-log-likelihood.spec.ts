import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import type { Meaning } from '../../../nodes/port.ts';
import { apart, buildOnBoard, computeOnBoard, float, int, typed } from '../build-on-board.ts';

const logits: Meaning = { kind: 'image', form: 'logits' };
const probabilities: Meaning = { kind: 'image', form: 'probabilities', range: [0, 1] };
const binary: Meaning = { kind: 'image', range: [0, 1], data: 'binary' };
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('negative log-likelihood, Bernoulli', () => {
  test('logits and their probabilities give the same', async () => {
    const raw = [-3, -0.5, 0, 0.5, 2, 6];
    const target = float([2, 3], [0, 1, 1, 0, 0.25, 1]);
    const [a, b] = await Promise.all([
      computeOnBoard('negative-log-likelihood', { parameters: float([2, 3], raw, logits), target }),
      computeOnBoard('negative-log-likelihood', {
        parameters: float([2, 3], raw.map(sigmoid), probabilities),
        target,
      }),
    ]);
    expect(apart(a!.outputs.perExample!.data, b!.outputs.perExample!.data)).toBeLessThan(2e-6);
  });

  test('of certain and wrong probabilities is finite, of certain logits exact', async () => {
    const target = float([1, 2], [1, 0]);
    const sure = await computeOnBoard('negative-log-likelihood', {
      parameters: float([1, 2], [0, 1], probabilities),
      target,
    });
    expect(sure.outputs.loss!.data[0]).toBeCloseTo(-2 * Math.log(1e-7), 3);
    const exact = await computeOnBoard('negative-log-likelihood', {
      parameters: float([1, 2], [-200, 200], logits),
      target,
    });
    expect(exact.outputs.loss!.data[0]).toBe(400);
  });

  test('sums over an example, means over the batch, and leaves out what the mask leaves out', async () => {
    const parameters = float([2, 2], [0, 0, 0, 0], logits);
    const target = float([2, 2], [1, 0, 1, 1]);
    const all = await computeOnBoard('negative-log-likelihood', { parameters, target });
    expect(apart(all.outputs.perExample!.data, [2 * Math.LN2, 2 * Math.LN2])).toBeLessThan(1e-6);
    expect(all.outputs.loss!.data[0]).toBeCloseTo(2 * Math.LN2, 6);
    const some = await computeOnBoard('negative-log-likelihood', {
      parameters,
      target,
      mask: int([2, 2], [1, 0, 0, 0]),
    });
    expect(apart(some.outputs.perExample!.data, [Math.LN2, 0])).toBeLessThan(1e-6);
  });

  test('says of which data it is a likelihood: grey pixels have none', async () => {
    const meaning = (data: Meaning) => {
      const { outputs, slice } = buildOnBoard('negative-log-likelihood', {
        parameters: typed([2, 4, 4, 1], logits),
        target: typed([2, 4, 4, 1], data),
      });
      return slice.meaningOf(outputs.perExample!);
    };
    expect(meaning(binary)).toEqual({ kind: 'loss', dimensions: 16, data: 'binary' });
    expect(meaning({ ...binary, data: 'grey' })).toEqual({ kind: 'loss', dimensions: 16 });
  });

  test('refuses what it cannot judge', () => {
    const build = (parameters: Meaning | undefined, target: Meaning, shape = [2, 3]) =>
      buildOnBoard('negative-log-likelihood', {
        parameters: typed([2, 3], parameters),
        target: typed(shape, target),
      });
    expect(() => build({ kind: 'any' }, binary)).toThrow(
      /does not say whether these numbers are logits or probabilities. Set "Form"/,
    );
    expect(() => build(logits, { kind: 'image', range: [-1, 1] })).toThrow(/target from -1 to 1/);
    expect(() => build(logits, binary, [2, 3, 1])).toThrow(/'parameters' and 'target' need the same shape/);
    expect(() =>
      buildOnBoard('negative-log-likelihood', { parameters: typed([], logits), target: typed([]) }),
    ).toThrow(/needs a batch/);
    expect(() =>
      buildOnBoard('negative-log-likelihood', {
        parameters: typed([2, 3], logits),
        target: typed([2, 3]),
        mask: typed([2, 3, 4, 5]),
      }),
    ).toThrow(/shapes that are equal|same shape/);
  });
});

describe('negative log-likelihood, categorical', () => {
  const parameters = float([2, 3], [0, 1, 2, 3, 1, 0], logits);
  const lse = (...x: number[]) => Math.log(x.reduce((sum, v) => sum + Math.exp(v), 0));
  const expected = [lse(0, 1, 2) - 2, lse(3, 1, 0) - 1];

  test('takes class numbers, shares, logits and probabilities', async () => {
    const dials = { distribution: 'categorical' };
    const soft = [0, 1, 2, 3, 1, 0].map((x, i) => Math.exp(x - (i < 3 ? lse(0, 1, 2) : lse(3, 1, 0))));
    for (const given of [parameters, float([2, 3], soft, { kind: 'any', form: 'probabilities' })])
      for (const target of [int([2], [2, 1]), float([2, 3], [0, 0, 1, 0, 1, 0])]) {
        const { outputs } = await computeOnBoard(
          'negative-log-likelihood',
          { parameters: given, target },
          dials,
        );
        expect(apart(outputs.perExample!.data, expected)).toBeLessThan(1e-6);
      }
  });

  test('of sequences sums over positions, where a mask may leave some out', async () => {
    const long = float([1, 2, 3], [0, 1, 2, 3, 1, 0], logits);
    const target = int([1, 2], [2, 1]);
    const dials = { distribution: 'categorical' };
    const all = await computeOnBoard('negative-log-likelihood', { parameters: long, target }, dials);
    expect(apart(all.outputs.perExample!.data, [expected[0]! + expected[1]!])).toBeLessThan(1e-6);
    const some = await computeOnBoard(
      'negative-log-likelihood',
      { parameters: long, target, mask: float([1, 2], [0, 1]) },
      dials,
    );
    expect(apart(some.outputs.perExample!.data, [expected[1]!])).toBeLessThan(1e-6);
  });

  test('refuses too few classes and shapes that do not fit', () => {
    const build = (target: Parameters<typeof buildOnBoard>[1][string]) =>
      buildOnBoard(
        'negative-log-likelihood',
        { parameters: typed([2, 3], logits), target },
        { distribution: 'categorical' },
      );
    expect(() => build({ shape: [2], dtype: 'int32', meaning: { kind: 'label', classes: 10 } })).toThrow(
      /10 classes and the parameters know 3/,
    );
    expect(() => build({ shape: [2, 1], dtype: 'int32' })).toThrow(
      /class numbers \(int32\) \[2\] or shares \[2, 3\]; it is int32 \[2, 1\]/,
    );
    expect(() => build(typed([2]))).toThrow(/it is float32 \[2\]/);
  });
});

describe('negative log-likelihood, Gaussian', () => {
  test('has a fixed deviation', async () => {
    const given = { parameters: float([1, 2], [0, 1]), target: float([1, 2], [1, 1]) };
    const { outputs, meanings } = await computeOnBoard('negative-log-likelihood', given, {
      distribution: 'Gaussian',
      deviation: 0.5,
    });
    expect(outputs.loss!.data[0]).toBeCloseTo(2 * (0.5 * Math.log(2 * Math.PI) + Math.log(0.5)) + 2, 5);
    expect(meanings.loss).toMatchObject({ data: 'continuous', dimensions: 2 });
  });
});

describe('negative log-likelihood, discretized logistic', () => {
  const dials = (levels: number) => ({ distribution: 'discretized logistic', levels });

  test('is a probability of every level, and they sum to 1', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -0.5, max: 1.5, noNaN: true }),
        fc.double({ min: -6, max: 2, noNaN: true }),
        fc.constantFrom(2, 5, 256),
        async (mean, logScale, levels) => {
          const shares = Array.from({ length: levels }, () => [mean, logScale]).flat();
          const target = float(
            [levels, 1],
            Array.from({ length: levels }, (_, i) => i / (levels - 1)),
          );
          const { outputs } = await computeOnBoard(
            'negative-log-likelihood',
            { parameters: float([levels, 2], shares), target },
            dials(levels),
          );
          const total = Array.from(outputs.perExample!.data).reduce((sum, x) => sum + Math.exp(-x), 0);
          expect(total).toBeCloseTo(1, 3);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('equals the difference of two sigmoids, over a range of its own', async () => {
    const range: Meaning = { kind: 'image', range: [-1, 1], data: 'grey' };
    const [mean, logScale, x] = [0.25, -1, 0.5];
    const edge = (side: number) => sigmoid((x - mean + side / 255) / Math.exp(logScale));
    const given = { parameters: float([1, 2], [mean, logScale]), target: float([1, 1], [x], range) };
    const { outputs, meanings } = await computeOnBoard('negative-log-likelihood', given, dials(256));
    expect(outputs.loss!.data[0]).toBeCloseTo(-Math.log(edge(1) - edge(-1)), 4);
    expect(meanings.loss).toMatchObject({ data: 'grey', dimensions: 1 });
  });

  test('stays finite far out, where both sigmoids are equal', async () => {
    const given = { parameters: float([1, 2], [-50, -7]), target: float([1, 1], [0.5]) };
    const cotangents = { loss: float([], [1]) };
    const { outputs, gradients } = await computeOnBoard('negative-log-likelihood', given, dials(256), {
      cotangents,
    });
    expect(outputs.loss!.data[0]).toBeGreaterThan(1e4);
    expect([outputs.loss!, gradients.parameters!].every(({ data }) => data.every(Number.isFinite))).toBe(
      true,
    );
  });

  test('wants two numbers for each channel', () => {
    expect(() =>
      buildOnBoard(
        'negative-log-likelihood',
        { parameters: typed([2, 3]), target: typed([2, 3]) },
        dials(256),
      ),
    ).toThrow(/a mean and a log scale for each channel, \[2, 6\]; it was given \[2, 3\]/);
  });
});

test.each(['Bernoulli', 'categorical', 'Gaussian', 'discretized logistic'])(
  '%s keeps the batch open',
  (distribution) => {
    const channels = distribution === 'discretized logistic' ? 6 : 3;
    const { outputs } = buildOnBoard(
      'negative-log-likelihood',
      { parameters: typed([BATCH, channels], logits), target: typed([BATCH, 3]) },
      { distribution },
      { batch: BATCH },
    );
    expect([formatShape(outputs.loss!.shape), formatShape(outputs.perExample!.shape)]).toEqual(['[]', '[B]']);
  },
);
