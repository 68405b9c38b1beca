import { describe, expect, test } from 'vitest';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import type { Prediction } from '../../../nodes/schedule.ts';
import { document } from '../../documents.ts';
import {
  COSINE,
  COVARIANCE,
  drawFrom,
  exactDenoiser,
  LINEAR,
  MEAN,
  STRAIGHT,
  type Formulas,
} from '../sampling/exact-denoiser.ts';

const board = (
  formulas: Formulas,
  schedule: Record<string, DialValue>,
  dials: Record<string, DialValue>,
): GraphDocument =>
  document({
    board: {
      nodes: {
        schedule: { kind: 'noise-schedule', steps: 0, ...schedule },
        net: { kind: 'block', block: 'net' },
        real: { kind: 'input', name: 'real', shape: [2] },
        likelihood: { kind: 'ode-likelihood', ...dials },
      },
      wires: [
        'schedule.schedule -> likelihood.schedule',
        'net.block -> likelihood.block',
        'real.value -> likelihood.real',
      ],
    },
    designs: { net: exactDenoiser(formulas, (schedule.prediction ?? 'noise') as Prediction) },
    blocks: { net: 'net' },
  });

const POINTS = [
  [1, -0.5],
  [0, 0.4],
  [2.5, -1],
  [-0.5, -1.5],
] as const;

/** −log N(x; μ, Σ). */
function exact([x, y]: readonly [number, number]): number {
  const [xx, xy, yy] = COVARIANCE;
  const det = xx * yy - xy ** 2;
  const [dx, dy] = [x - MEAN[0], y - MEAN[1]];
  return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / det / 2 + Math.log(2 * Math.PI * Math.sqrt(det));
}

const likelihoods = async (drawn: GraphDocument, points: readonly (readonly [number, number])[]) => {
  const { data } = await drawFrom(drawn, points.length, {
    entry: 'look/likelihood',
    output: 'negativeLogLikelihood',
    inputs: { real: Float32Array.from(points.flat()) },
  });
  return Array.from(data);
};

describe('the likelihood by the ODE', () => {
  test.each([
    ['straight flow', STRAIGHT, { process: 'straight flow', prediction: 'velocity' }, 0.02],
    ['linear β', LINEAR, { curve: 'linear' }, 0.03],
    ['cosine', COSINE, { curve: 'cosine', prediction: 'v' }, 0.03],
  ] as const)(
    '%s: that of the Gaussian which the denoiser knows, point by point',
    async (_, formulas, schedule, most) => {
      const found = await likelihoods(board(formulas, schedule, { steps: 100 }), POINTS);
      found.forEach((nats, i) => expect(Math.abs(nats - exact(POINTS[i]!))).toBeLessThan(most));
    },
  );

  test('is right in the mean along random directions', async () => {
    const many = Array.from({ length: 2000 }, () => POINTS[1]);
    const found = await likelihoods(
      board(
        STRAIGHT,
        { process: 'straight flow', prediction: 'velocity' },
        { steps: 60, divergence: 'Hutchinson' },
      ),
      many,
    );
    const mean = found.reduce((a, b) => a + b) / found.length;
    expect(new Set(found).size).toBeGreaterThan(1500);
    expect(Math.abs(mean - exact(POINTS[1]))).toBeLessThan(0.1);
  });
});
