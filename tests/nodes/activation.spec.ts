import { describe, expect, test } from 'vitest';
import { activationDial } from '../../nodes/activation.ts';
import { buildNode, computeNode } from './build-node.ts';
import { float, waves } from './numbers.ts';

const names = Object.keys(activationDial.options);

describe('activations', () => {
  test('carry the names of the vocabulary', () => {
    expect(names).toEqual([
      'linear',
      'ReLU',
      'leaky',
      'ELU',
      'GELU',
      'SiLU',
      'tanh',
      'sigmoid',
      'softplus',
      'softmax',
    ]);
  });

  test.each(names)(
    '%s stays in the range that it tells, and its gradient is finite, far from zero too',
    async (activation) => {
      const input = float([1, 9], [-3e4, -100, -5, -1e-3, 0, 1e-3, 5, 100, 3e4]);
      const { outputs, slice } = buildNode({ kind: 'activation', dials: { activation }, inputs: { input } });
      const { range = [-Infinity, Infinity] } = slice.meaningOf(outputs!.output!);
      const computed = await computeNode(
        { kind: 'activation', dials: { activation } },
        { input },
        {},
        waves([1, 9]),
      );
      for (const value of computed.outputs.output!.data) {
        expect(value).toBeGreaterThanOrEqual(range[0]);
        expect(value).toBeLessThanOrEqual(range[1]);
      }
      expect(computed.gradients.input!.data.every(Number.isFinite)).toBe(true);
    },
  );

  test('tell what their numbers are', () => {
    const told = (activation: string) => {
      const { outputs, slice } = buildNode({
        kind: 'dense',
        dials: { activation },
        inputs: { input: waves([2, 3]) },
      });
      return slice.meaningOf(outputs!.output!);
    };
    expect(told('sigmoid')).toMatchObject({ range: [0, 1], form: 'probabilities' });
    expect(told('softmax')).toMatchObject({ range: [0, 1], form: 'probabilities' });
    expect(told('tanh')).toMatchObject({ range: [-1, 1] });
    expect(told('tanh').form).toBeUndefined();
    expect(told('ReLU')).toEqual({ kind: 'any' });
  });

  test.each(['dense', 'conv2d', 'conv2d-transpose', 'depthwise-conv2d'])(
    'at the end of %s are those of the activation layer',
    async (kind) => {
      const input = waves([2, 4, 4, 3]);
      for (const activation of names) {
        const dials = { activation, ...(kind === 'dense' ? { units: 3 } : {}) };
        const { variables } = buildNode({ kind, dials, inputs: { input } });
        const weights = Object.fromEntries(
          [...variables].map(([name, { type }], i) => [name, waves(type.shape as number[], i + 1)]),
        );
        const linear = await computeNode(
          { kind, dials: { ...dials, activation: 'linear' } },
          { input },
          weights,
        );
        const alone = await computeNode(
          { kind: 'activation', dials: { activation } },
          { input: linear.outputs.output! },
        );
        const together = await computeNode({ kind, dials }, { input }, weights);
        expect(together.outputs.output).toEqual(alone.outputs.output);
      }
    },
  );
});
