import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeNode } from '../build-node.ts';
import { float, mean, waves } from '../numbers.ts';

const SIZE = 20_000;
const ones = float(
  [SIZE / 10, 10],
  Array.from({ length: SIZE }, () => 1),
);

describe('dropout', () => {
  test('keeps the mean, drops as many as its rate says, and enlarges the others by 1/(1 − rate)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.01, max: 0.95, noNaN: true }), async (rate) => {
        const { outputs } = await computeNode({ kind: 'dropout', dials: { rate } }, { input: ones });
        const result = outputs.output!;
        const enlarged = Math.fround(1 / (1 - rate));
        expect(new Set(result.data)).toEqual(new Set([0, enlarged]));
        // Four deviations of the mean of SIZE numbers that are 1/(1 − rate) with probability 1 − rate.
        expect(Math.abs(mean(result) - 1)).toBeLessThan(4 * Math.sqrt(rate / (1 - rate) / SIZE));
      }),
      { numRuns: 12, seed: 5 },
    );
  });

  test('drops each number of an example on its own', async () => {
    const { outputs } = await computeNode({ kind: 'dropout' }, { input: ones });
    const rows = Array.from({ length: SIZE / 10 }, (_, i) =>
      outputs.output!.data.slice(i * 10, i * 10 + 10).join(),
    );
    expect(new Set(rows).size).toBeGreaterThan(500);
  });

  test('lets the gradient through where it let the number through', async () => {
    const input = waves([50, 4], 0.3);
    const cotangent = waves([50, 4], 1);
    const dials = { rate: 0.25 };
    const { outputs, gradients } = await computeNode({ kind: 'dropout', dials }, { input }, {}, cotangent);
    outputs.output!.data.forEach((value, i) => {
      expect(gradients.input!.data[i]).toBeCloseTo(value === 0 ? 0 : cotangent.data[i]! / 0.75, 5);
    });
  });

  test.each([
    ['in inference', { rate: 0.9 }, 'inference' as const],
    ['at rate 0', { rate: 0 }, 'training' as const],
  ])('does nothing %s', async (_, dials, mode) => {
    const input = waves([3, 4]);
    const { outputs } = await computeNode({ kind: 'dropout', dials, mode }, { input });
    expect(outputs.output).toEqual(input);
  });
});
