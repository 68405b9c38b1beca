import { describe, expect, test } from 'vitest';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import { buildNode, computeNode } from '../build-node.ts';
import { counting, float, int } from '../numbers.ts';

/** Layers that only arrange numbers, look them up, or bring them along. */

describe('flatten and reshape', () => {
  test('keep the order of the numbers', async () => {
    const input = counting(2, 2, 3);
    const flat = await computeNode({ kind: 'flatten' }, { input });
    expect(flat.outputs.output).toEqual({ ...input, shape: [2, 6] });
    const other = await computeNode({ kind: 'reshape', dials: { shape: [3, -1, 1] } }, { input });
    expect(other.outputs.output).toEqual({ ...input, shape: [2, 3, 2, 1] });
  });

  test('keep what is known about the numbers', () => {
    const meaning = { kind: 'image', range: [0, 1], form: 'probabilities' } as const;
    for (const kind of ['flatten', 'reshape']) {
      const { outputs, slice } = buildNode({ kind, meaning, inputs: { input: counting(2, 4) } });
      expect(slice.meaningOf(outputs!.output!)).toEqual(meaning);
    }
  });

  test('of single numbers make rows of one', () => {
    const { outputs } = buildNode({
      kind: 'flatten',
      inputs: { input: { shape: [BATCH], dtype: 'float32' } },
    });
    expect(outputs!.output!.shape).toEqual([BATCH, 1]);
  });
});

describe('concatenate', () => {
  test('follows the names of its wires and not their order', async () => {
    const inputs = { input: Array.from({ length: 11 }, (_, i) => float([1, 1], [i])) };
    const { outputs } = await computeNode({ kind: 'concat' }, inputs);
    expect([...outputs.output!.data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('joins batches along axis 0, known or not', () => {
    const open = { shape: [BATCH, 3], dtype: 'float32' } as const;
    const { outputs } = buildNode({ kind: 'concat', dials: { axis: 0 }, inputs: { input: [open, open] } });
    expect(outputs!.output!.shape).toEqual([{ batches: 2 }, 3]);
  });

  test('takes whole numbers beside others', async () => {
    const { outputs } = await computeNode(
      { kind: 'concat' },
      { input: [int([1, 1], [3]), float([1, 1], [0.5])] },
    );
    expect(outputs.output).toEqual(float([1, 2], [3, 0.5]));
  });
});

describe('embedding', () => {
  const table = float([4, 2], [0, 1, 10, 11, 20, 21, 30, 31]);

  test('has one more row for "none", the last', async () => {
    const dials = { count: 3, size: 2, none: true };
    const { outputs } = await computeNode(
      { kind: 'embedding', dials },
      { input: int([3], [0, 3, 2]) },
      { embeddings: table },
    );
    expect([...outputs.output!.data]).toEqual([0, 1, 30, 31, 20, 21]);
  });

  test('refuses more classes than it has vectors for', () => {
    const inputs = { input: { shape: [2], dtype: 'int32' } } as const;
    const build = (count: number) =>
      buildNode({ kind: 'embedding', dials: { count }, meaning: { kind: 'label', classes: 10 }, inputs });
    expect(build(10).outputs).not.toBeNull();
    expect(build(9).problems[0]!.text.en).toContain("Set 'count' to 10");
  });
});

describe('the learned tensor', () => {
  test.each([
    ['constant', 7, { kind: 'constant', value: 7 }],
    ['normal', 0.5, { kind: 'normal', deviation: 0.5 }],
    ['uniform', 0.25, { kind: 'uniform', limit: 0.25 }],
  ])('starts %s', (start, amount, initializer) => {
    const { variables, outputs } = buildNode({
      kind: 'weight',
      dials: { shape: [3, 2], start, amount },
      inputs: {},
    });
    expect(outputs!.value!.shape).toEqual([3, 2]);
    expect(variables.get('value')).toMatchObject({ role: 'weight', start: initializer });
  });

  test('may be a single number', () => {
    expect(buildNode({ kind: 'weight', dials: { shape: [] }, inputs: {} }).outputs!.value!.shape).toEqual([]);
  });
});

test('the learned tensor gives each example of a batch a copy', async () => {
  const value = { shape: [2], dtype: 'float32' as const, data: Float32Array.of(3, 4) };
  const like = { shape: [3, 5], dtype: 'float32' as const, data: new Float32Array(15) };
  const { outputs } = await computeNode({ kind: 'weight', dials: { shape: [2] } }, { like }, { value });
  expect(outputs.value).toMatchObject({ shape: [3, 2], data: Float32Array.of(3, 4, 3, 4, 3, 4) });
});
