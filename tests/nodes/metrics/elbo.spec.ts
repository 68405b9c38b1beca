import { describe, expect, test } from 'vitest';
import type { Meaning } from '../../../nodes/port.ts';
import { buildOnBoard, computeOnBoard, float, lookOnBoard, typed } from '../build-on-board.ts';

const binary: Meaning = { kind: 'image', range: [0, 1], data: 'binary' };

/** Runs the two losses and hands what they give each example to the metric. */
async function elbo(
  likelihood: Parameters<typeof computeOnBoard>[1],
  dials: Parameters<typeof computeOnBoard>[2],
  posterior: Parameters<typeof computeOnBoard>[1],
) {
  const nll = await computeOnBoard('negative-log-likelihood', likelihood, dials);
  const kl = await computeOnBoard('kl-divergence', posterior);
  const { numbers } = await lookOnBoard('elbo', {
    negativeLogLikelihood: { ...nll.outputs.perExample!, meaning: nll.meanings.perExample! },
    klDivergence: { ...kl.outputs.perExample!, meaning: kl.meanings.perExample! },
  });
  return numbers!;
}

describe('elbo', () => {
  test('of a linear-Gaussian model with its exact posterior is −log p(x)', async () => {
    // z ~ N(0, 1), x ~ N(w·z, s²): p(z | x) = N(w·x/(w² + s²), s²/(w² + s²)), p(x) = N(0, w² + s²).
    const [w, s] = [1.5, 0.5];
    const evidence = w * w + s * s;
    const points = [-2, 0.25, 1];
    const deviation = s / Math.sqrt(evidence);
    // −log p(x | z) is quadratic in z, so its mean over μ − σ and μ + σ is its mean over the posterior, exactly.
    const pairs = points.flatMap((x) =>
      [-1, 1].map((side) => ({ x, z: (w * x) / evidence + side * deviation })),
    );
    const column = (values: number[]) => float([pairs.length, 1], values);
    const numbers = await elbo(
      { parameters: column(pairs.map(({ z }) => w * z)), target: column(pairs.map(({ x }) => x)) },
      { distribution: 'Gaussian', deviation: s },
      {
        mean: column(pairs.map(({ x }) => (w * x) / evidence)),
        logVariance: column(pairs.map(() => 2 * Math.log(deviation))),
      },
    );
    const surprise = (x: number) => 0.5 * Math.log(2 * Math.PI * evidence) + (x * x) / (2 * evidence);
    const expected = points.reduce((sum, x) => sum + surprise(x) / points.length, 0);
    expect(numbers['-ELBO (density)']).toBeCloseTo(expected, 5);
    expect(numbers.reconstruction! + numbers.KL!).toBeCloseTo(expected, 5);
    expect(numbers).not.toHaveProperty('bits per dimension');
  });

  test('of bits that are told by nothing is their entropy', async () => {
    const numbers = await elbo(
      {
        parameters: float([2, 7, 7, 1], Array(98).fill(0), { kind: 'image', form: 'logits' }),
        target: float(
          [2, 7, 7, 1],
          Array.from({ length: 98 }, (_, i) => i % 2),
          binary,
        ),
      },
      {},
      { mean: float([2, 2], [0, 0, 0, 0]), logVariance: float([2, 2], [0, 0, 0, 0]) },
    );
    expect(numbers['-ELBO']).toBeCloseTo(49 * Math.LN2, 5);
    expect(numbers['bits per dimension']).toBeCloseTo(1, 6);
    expect(numbers.KL).toBe(0);
  });

  test('the cross-entropy of grey pixels is not called a likelihood', async () => {
    const numbers = await elbo(
      {
        parameters: float([1, 2], [0, 0], { kind: 'image', form: 'logits' }),
        target: float([1, 2], [0.5, 0.5], { ...binary, data: 'grey' }),
      },
      {},
      { mean: float([1, 1], [2]), logVariance: float([1, 1], [0]) },
    );
    expect(numbers).toEqual({
      'cross-entropy + KL': expect.closeTo(2 * Math.LN2 + 2, 5) as number,
      reconstruction: expect.closeTo(2 * Math.LN2, 5) as number,
      KL: 2,
    });
  });

  test('wants one number for each example', () => {
    const build = (shape: number[]) =>
      buildOnBoard('elbo', { negativeLogLikelihood: typed(shape), klDivergence: typed([2]) });
    expect(() => build([])).toThrow(
      "'negativeLogLikelihood' needs one number for each example, [B]; it was given float32 []. Wire the 'perExample' output of a loss.",
    );
    expect(() => build([2, 2])).toThrow(/float32 \[2, 2\]/);
  });
});
