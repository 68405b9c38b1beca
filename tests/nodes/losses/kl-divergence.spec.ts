import { describe, expect, test } from 'vitest';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import { apart, buildOnBoard, computeOnBoard, float, typed } from '../build-on-board.ts';

// KL(N(μ, 1) ‖ N(0, 1)) = μ²/2: [2, 0] and [0, 0.5] nats, so per dimension [1, 0.25].
const mean = float([2, 2], [2, 0, 0, 1]);
const logVariance = float([2, 2], [0, 0, 0, 0]);

describe('KL divergence', () => {
  test('per example, per dimension and in all', async () => {
    const { outputs } = await computeOnBoard('kl-divergence', { mean, logVariance });
    expect(outputs.perExample!.data).toEqual(Float32Array.of(2, 0.5));
    expect(outputs.perDimension!.data).toEqual(Float32Array.of(1, 0.25));
    expect(outputs.loss!.data[0]).toBe(1.25);
  });

  test('free bits cost nothing: a dimension counts from there on, and moves nothing below', async () => {
    const cotangents = { loss: float([], [1]) };
    const { outputs, gradients } = await computeOnBoard(
      'kl-divergence',
      { mean, logVariance },
      { freeBits: 0.5 },
      { cotangents },
    );
    expect(outputs.loss!.data[0]).toBe(1 + 0.5);
    expect(outputs.perExample!.data).toEqual(Float32Array.of(2, 0.5));
    expect(gradients.mean!.data).toEqual(Float32Array.of(1, 0, 0, 0));
  });

  test('a learned prior may have a mean or a variance only', async () => {
    const far = await computeOnBoard('kl-divergence', { mean, logVariance, mean2: mean });
    expect(apart(far.outputs.loss!.data, [0])).toBe(0);
    const wide = await computeOnBoard('kl-divergence', {
      mean,
      logVariance,
      logVariance2: float([2], [Math.log(4), 0]),
    });
    const first = (moved: number) => 0.5 * ((1 + moved) / 4 - 1 + Math.log(4));
    expect(apart(wide.outputs.perExample!.data, [first(4), first(0) + 0.5])).toBeLessThan(1e-6);
  });

  test('keeps the batch open, over maps too', () => {
    const type = typed([BATCH, 7, 7, 4]);
    const { outputs } = buildOnBoard(
      'kl-divergence',
      { mean: type, logVariance: type },
      { freeBits: 1 },
      { batch: BATCH },
    );
    expect(['loss', 'perExample', 'perDimension'].map((port) => formatShape(outputs[port]!.shape))).toEqual([
      '[]',
      '[B]',
      '[7, 7, 4]',
    ]);
  });

  test('refuses shapes that do not belong together', () => {
    expect(() => buildOnBoard('kl-divergence', { mean: typed([2, 2]), logVariance: typed([2, 1]) })).toThrow(
      /'mean' and 'logVariance' need the same shape/,
    );
    expect(() =>
      buildOnBoard('kl-divergence', {
        mean: typed([2, 1]),
        logVariance: typed([2, 1]),
        mean2: typed([2, 3]),
      }),
    ).toThrow(/'mean' and 'mean2' need the same shape; they are \[2, 1\] and \[2, 3\]/);
  });
});
