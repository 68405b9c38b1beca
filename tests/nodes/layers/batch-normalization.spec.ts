import { describe, expect, test } from 'vitest';
import { buildNode, computeNode } from '../build-node.ts';
import { float, waves } from '../numbers.ts';

const states = { movingMean: float([2], [0.5, -1]), movingVariance: float([2], [4, 0.25]) };
const weights = { gamma: float([2], [1, 2]), beta: float([2], [0, 1]) };

describe('batch normalization', () => {
  test('moves its running means in training and leaves them alone in inference', async () => {
    const input = float([2, 2], [1, 2, 3, 6]); // mean 2 and 4, variance 1 and 4
    const given = { kind: 'batch-normalization', dials: { momentum: 0.75 } };
    const training = await computeNode(given, { input }, { ...weights, ...states });
    expect([...training.variables.movingMean!.data]).toEqual([0.5 * 0.75 + 2 * 0.25, -0.75 + 4 * 0.25]);
    expect([...training.variables.movingVariance!.data]).toEqual([3 + 0.25, 0.25 * 0.75 + 1]);
    const inference = await computeNode(
      { ...given, mode: 'inference' },
      { input },
      { ...weights, ...states },
    );
    expect(inference.variables).toMatchObject(states);
    expect(
      buildNode({ ...given, mode: 'inference', inputs: { input } }).slice.settings.trace.updates.size,
    ).toBe(0);
  });

  test('gives every channel mean beta and deviation gamma over the batch', async () => {
    const { outputs } = await computeNode(
      { kind: 'batch-normalization', dials: { epsilon: 1e-5 } },
      { input: waves([64, 3, 2]) },
      { ...weights, ...states },
    );
    const channel = (at: number) => [...outputs.output!.data].filter((_, i) => i % 2 === at);
    for (const [at, [beta, gamma]] of [
      [0, 1],
      [1, 2],
    ].entries()) {
      const numbers = channel(at);
      const mean = numbers.reduce((a, b) => a + b) / numbers.length;
      const deviation = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length);
      expect(mean).toBeCloseTo(beta!, 4);
      expect(deviation).toBeCloseTo(gamma!, 3);
    }
  });

  test('learns only what its dials ask for, and its states are no weights', () => {
    const variables = (dials: Record<string, boolean>) =>
      [...buildNode({ kind: 'batch-normalization', dials, inputs: { input: waves([4, 2]) } }).variables]
        .map(([name, { role }]) => `${role} ${name}`)
        .sort();
    expect(variables({})).toEqual([
      'state movingMean',
      'state movingVariance',
      'weight beta',
      'weight gamma',
    ]);
    expect(variables({ scale: false })).toEqual(['state movingMean', 'state movingVariance', 'weight beta']);
    expect(variables({ scale: false, shift: false })).toEqual(['state movingMean', 'state movingVariance']);
  });

  test('starts as the identity in inference', () => {
    const { variables } = buildNode({ kind: 'batch-normalization', inputs: { input: waves([4, 2]) } });
    const start = Object.fromEntries([...variables].map(([name, variable]) => [name, variable.start]));
    expect(start).toEqual({
      gamma: { kind: 'constant', value: 1 },
      beta: { kind: 'constant', value: 0 },
      movingMean: { kind: 'constant', value: 0 },
      movingVariance: { kind: 'constant', value: 1 },
    });
  });
});
