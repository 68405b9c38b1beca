import { describe, expect, test } from 'vitest';
import { denoisingWeight, type Weighting } from '../../../nodes/denoising-weight.ts';
import { differentiate } from '../../../nodes/program/differentiate.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import { marginalsAt, type Prediction, type Schedule } from '../../../nodes/schedule.ts';
import { document } from '../../documents.ts';
import { runOnce } from '../build-node.ts';
import { drawFrom } from '../sampling/exact-denoiser.ts';

const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  process: 'variance preserving',
  curve: 'linear',
  ends: [0.1, 20],
  drawn: [],
  steps: 0,
  prediction: 'noise',
  ...more,
});
const TIMES = [0.1, 0.35, 0.8];

/** The weights of the squared error at those times. */
async function weights(of: Schedule, weighting: Weighting, gamma = 5): Promise<number[]> {
  const trace = new Trace();
  const time = trace.feed('time', { shape: [3], dtype: 'float32' }, { kind: 'input', name: 'time' });
  const gradient = (loss: typeof time, inputs: readonly (typeof time)[]) =>
    differentiate(trace, loss, inputs).map((one) => one!);
  const weight = denoisingWeight(trace.ops, { gradient }, of, time, weighting, gamma);
  const { outputs } = await runOnce(trace.program({ weight }), { time: Float32Array.from(TIMES) });
  return [...outputs.weight!.data];
}

const snrAt = (of: Schedule, t: number) => {
  const { alpha, sigma } = marginalsAt(of, t);
  return (alpha / sigma) ** 2;
};

describe('weightings', () => {
  test('simple counts every time alike; a score counts σ², which makes it the error of ε', async () => {
    expect(await weights(schedule(), 'simple')).toEqual([1, 1, 1]);
    const score = await weights(schedule({ prediction: 'score' }), 'simple');
    score.forEach((w, i) => expect(w).toBeCloseTo(marginalsAt(schedule(), TIMES[i]!).sigma ** 2, 5));
  });

  test('SNR-min is min(SNR, γ) of x₀, min(SNR, γ)/SNR of ε, min(SNR, γ)/(SNR + 1) of v (Hang et al. 2023)', async () => {
    const known: Partial<Record<Prediction, (snr: number) => number>> = {
      clean: (snr) => Math.min(snr, 5),
      noise: (snr) => Math.min(snr, 5) / snr,
      v: (snr) => Math.min(snr, 5) / (snr + 1),
    };
    for (const [prediction, formula] of Object.entries(known)) {
      const of = schedule({ prediction: prediction as Prediction });
      (await weights(of, 'SNR-min')).forEach((w, i) =>
        expect(w / formula(snrAt(of, TIMES[i]!))).toBeCloseTo(1, 3),
      );
    }
  });

  test('likelihood is ½ g²/σ² of ε, with g² = β for a variance preserving process (Song et al. 2021)', async () => {
    const found = await weights(schedule(), 'likelihood');
    TIMES.forEach((t, i) => {
      const beta = 0.1 + 19.9 * t;
      expect(found[i]! / ((0.5 * beta) / marginalsAt(schedule(), t).sigma ** 2)).toBeCloseTo(1, 3);
    });
  });

  test('likelihood of steps is ½ T times what the SNR of x₀ falls in one (Kingma et al. 2021)', async () => {
    const of = schedule({ steps: 20, prediction: 'clean' });
    const found = await weights(of, 'likelihood');
    TIMES.forEach((t, i) => {
      const here = Math.round(t * 20) / 20;
      expect(found[i]! / (10 * (snrAt(of, here - 1 / 20) - snrAt(of, here)))).toBeCloseTo(1, 4);
    });
  });

  test('whatever is predicted, the weight of the error in x₀ is one', async () => {
    // A wrong guess of x₀ by 1 is a wrong ε by α/σ, a wrong v by (α² + σ²)/σ, a wrong score by α/σ².
    const perClean: Record<string, (alpha: number, sigma: number) => number> = {
      clean: () => 1,
      noise: (alpha, sigma) => alpha / sigma,
      v: (_, sigma) => 1 / sigma,
      score: (alpha, sigma) => alpha / sigma ** 2,
    };
    const clean = await weights(schedule({ prediction: 'clean' }), 'SNR-min');
    for (const [prediction, scale] of Object.entries(perClean)) {
      const found = await weights(schedule({ prediction: prediction as Prediction }), 'SNR-min');
      found.forEach((w, i) => {
        const { alpha, sigma } = marginalsAt(schedule(), TIMES[i]!);
        expect((w * scale(alpha, sigma) ** 2) / clean[i]!).toBeCloseTo(1, 3);
      });
    }
  });
});

describe('denoising loss', () => {
  const board = (shape: number) =>
    document({
      board: {
        nodes: {
          schedule: { kind: 'noise-schedule' },
          said: { kind: 'input', name: 'said', shape: [2] },
          target: { kind: 'input', name: 'target', shape: [shape] },
          time: { kind: 'input', name: 'time', meaning: 'time' },
          loss: { kind: 'denoising' },
          'per-example': { kind: 'output', name: 'each' },
          all: { kind: 'output', name: 'all' },
        },
        wires: [
          'schedule.schedule -> loss.schedule',
          'said.value -> loss.prediction',
          'target.value -> loss.target',
          'time.value -> loss.time',
          'loss.perExample -> per-example.value',
          'loss.loss -> all.value',
        ],
      },
    });
  const inputs = {
    said: Float32Array.of(1, 2, 3, 4),
    target: Float32Array.of(0, 2, 3, 7),
    time: Float32Array.of(0.5, 1),
  };

  test('is the mean over dimensions and over the batch', async () => {
    expect([...(await drawFrom(board(2), 2, { output: 'each', inputs })).data]).toEqual([0.5, 4.5]);
    expect([...(await drawFrom(board(2), 2, { output: 'all', inputs })).data]).toEqual([2.5]);
  });

  test('refuses a target of another shape', async () => {
    await expect(drawFrom(board(3), 2, { output: 'all', inputs })).rejects.toThrow(
      /'prediction' and 'target' need the same shape/,
    );
  });
});
