// The bound of a diffusion model: against the entropy of a Gaussian whose denoiser is known exactly.
import { describe, expect, test } from 'vitest';
import { lastStepNats, levelsOf } from '../../../nodes/diffusion-terms.ts';
import { logNormalBetween, logNormalTail } from '../../../nodes/normal-tail.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { LookingNode } from '../../../nodes/contract.ts';
import type { DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import type { Prediction } from '../../../nodes/schedule.ts';
import { document } from '../../documents.ts';
import {
  COSINE,
  COVARIANCE,
  drawAllFrom,
  exactDenoiser,
  LINEAR,
  MEAN,
  type Formulas,
} from '../sampling/exact-denoiser.ts';
import { normals } from '../../numbers-of.ts';

const COUNT = 4000;
const bound = catalogue.get('diffusion-bound') as LookingNode;

const board = (formulas: Formulas, schedule: Record<string, DialValue>, variance: string): GraphDocument =>
  document({
    board: {
      nodes: {
        schedule: { kind: 'noise-schedule', ...schedule },
        net: { kind: 'block', block: 'net' },
        real: { kind: 'input', name: 'real', shape: [2] },
        bound: { kind: 'diffusion-bound', draws: 10, count: COUNT, variance },
      },
      wires: ['schedule.schedule -> bound.schedule', 'net.block -> bound.block', 'real.value -> bound.real'],
    },
    designs: { net: exactDenoiser(formulas, (schedule.prediction ?? 'noise') as Prediction) },
    blocks: { net: 'net' },
  });

const [xx, xy, yy] = COVARIANCE;
/** Draws of the Gaussian that the denoiser knows, by the root of its covariance. */
const points = (() => {
  const z = normals(2 * COUNT, 7);
  const [a, b] = [Math.sqrt(xx), xy / Math.sqrt(xx)];
  const c = Math.sqrt(yy - b * b);
  return Float32Array.from({ length: 2 * COUNT }, (_, i) =>
    i % 2 === 0 ? MEAN[0] + a * z[i]! : MEAN[1] + b * z[i - 1]! + c * z[i]!,
  );
})();
const ENTROPY = 1 + Math.log(2 * Math.PI * Math.sqrt(xx * yy - xy * xy));

async function boundOf(formulas: Formulas, schedule: Record<string, DialValue>, variance = 'forward') {
  const outputs = await drawAllFrom(board(formulas, schedule, variance), COUNT, {
    entry: 'look/bound',
    inputs: { real: points },
  });
  return bound.finish(outputs, {}).numbers!;
}

/** What the bound is in the mean over all data, term by term along the axes of the Gaussian, for a schedule with α² + σ² = 1. */
function expected(steps: number, variance: 'posterior' | 'forward'): number {
  const left = marginalsOf(steps);
  const snr = left.map((share) => share / (1 - share));
  const [half, root] = [(xx + yy) / 2, Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy)];
  return [half + root, half - root].reduce((sum, v) => {
    const narrow = 1 / snr[1]!;
    let nats = v / (1 + v * snr[1]!) / narrow / 2 + Math.log(2 * Math.PI * narrow) / 2;
    for (let t = 2; t <= steps; t++) {
      const error = v / (1 + v * snr[t]!);
      const ratio = variance === 'forward' ? (1 - left[t]!) / (1 - left[t - 1]!) : 1;
      nats += ((snr[t - 1]! - snr[t]!) * error) / ratio / 2 + (Math.log(ratio) + 1 / ratio - 1) / 2;
    }
    return sum + nats;
  }, 0);
}

/** ᾱ of the cosine schedule of Nichol & Dhariwal 2021, eq. 17, with their bound on β. */
function marginalsOf(steps: number): readonly number[] {
  const at = (t: number) => Math.cos(((t / steps + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
  const left = [1];
  for (let t = 1; t <= steps; t++) left.push(left[t - 1]! * (1 - Math.min(0.999, 1 - at(t) / at(t - 1))));
  return left;
}

describe('the bound of a diffusion model', () => {
  const cosine = { curve: 'cosine', prediction: 'v' } as const;

  test.each([
    ['linear β', LINEAR, { curve: 'linear', steps: 0 }],
    ['cosine', COSINE, { ...cosine, steps: 1000 }],
  ] as const)('%s: comes close to the entropy where steps are many', async (_, formulas, schedule) => {
    const found = await boundOf(formulas, schedule);
    expect(Math.abs(found['nats (density)']! - ENTROPY)).toBeLessThan(0.15);
    const parts = Object.entries(found).filter(([name]) => name.startsWith('L_'));
    expect(parts).toHaveLength(3);
    expect(parts.reduce((sum, [, value]) => sum + value, 0)).toBeCloseTo(found['nats (density)']!, 6);
  });

  test.each([
    [1000, 'posterior'],
    [1000, 'forward'],
    [50, 'posterior'],
  ] as const)('%d steps, %s variance: is what can be worked out by hand', async (steps, variance) => {
    const found = (await boundOf(COSINE, { ...cosine, steps }, variance))['nats (density)']!;
    expect(expected(steps, variance)).toBeGreaterThan(ENTROPY);
    expect(Math.abs(found - expected(steps, variance))).toBeLessThan(0.15);
  });

  test('falls to the entropy as steps grow many', () => {
    const bounds = [50, 1000, 20_000].map((steps) => expected(steps, 'forward'));
    expect(bounds.toSorted((a, b) => b - a)).toEqual(bounds);
    expect(bounds.at(-1)! - ENTROPY).toBeLessThan(1e-3);
  });
});

describe('the last step to data with levels', () => {
  test('is a distribution over the levels: their probabilities sum to one', () => {
    const levels = Array.from({ length: 256 }, (_, k) => -1 + (2 * k) / 255);
    for (const [guess, deviation] of [
      [0.1234, 0.0064],
      [-1, 0.02],
      [0.9, 0.5],
    ] as const) {
      const nats = levels.map((x) =>
        lastStepNats(
          { shape: [1, 1], data: Float32Array.of(x) },
          { shape: [1, 1], data: Float32Array.of(guess) },
          deviation,
          256,
          [-1, 1],
        ),
      );
      expect(nats.every(Number.isFinite)).toBe(true);
      expect(nats.reduce((sum, value) => sum + Math.exp(-value), 0)).toBeCloseTo(1, 5);
    }
  });

  test('knows how many levels data has', () => {
    expect(levelsOf({ kind: 'image', data: 'grey' })).toBe(256);
    expect(levelsOf({ kind: 'image', data: 'binary' })).toBe(2);
    expect(levelsOf({ kind: 'image', data: 'levels', classes: 4 })).toBe(4);
    expect(levelsOf({ kind: 'points' })).toBe(0);
  });

  // From erfc of the C library in float64; the last by its continued fraction with 300 terms.
  test.each([
    [0, Math.log(0.5)],
    [1, Math.log(0.158655253931457)],
    [1.99, Math.log(0.0232954677502118)],
    [2.01, Math.log(0.0222155944294315)],
    [5, Math.log(2.86651571879195e-7)],
    [10, Math.log(7.61985302416059e-24)],
    [40, -804.6084420137538],
  ])('log Φ(−%d)', (x, expected) => expect(logNormalTail(x)).toBeCloseTo(expected, 11));

  test('what lies between two edges is the same from both sides', () => {
    for (const [a, b] of [
      [0.5, 0.7],
      [8, 8.1],
      [-0.3, 2],
      [3, Infinity],
    ] as const)
      expect(logNormalBetween(-b, -a)).toBeCloseTo(logNormalBetween(a, b), 10);
    expect(logNormalBetween(-Infinity, Infinity)).toBeCloseTo(0, 12);
  });
});
