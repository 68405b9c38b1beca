import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import { bindBatch } from '../../../nodes/alphabet/shape.ts';
import { buildNode, computeNode, sentences, type NodeInDesign } from '../build-node.ts';
import { float, int, waves } from '../numbers.ts';

const dials = { heads: 2, headSize: 3 };

/** The layer with some weights, in numbers. */
async function attend(
  given: NodeInDesign['dials'],
  inputs: Readonly<Record<string, Values>>,
  cotangent?: Values,
) {
  const all = { kind: 'attention', dials: { ...dials, ...given } };
  const weights = [...buildNode({ ...all, inputs }).variables].map(
    ([name, { type }], i) => [name, waves(bindBatch(type.shape, 1), i)] as const,
  );
  return computeNode(all, inputs, Object.fromEntries(weights), cotangent);
}

/** Ones for one place of the result [1, 4, 5], zeros for the others. */
const onlyPlace = (place: number) =>
  float(
    [1, 4, 5],
    Array.from({ length: 20 }, (_, i) => (Math.floor(i / 5) === place ? 1 : 0)),
  );

describe('attention', () => {
  test('weighs with numbers that sum to 1', async () => {
    const { outputs } = await attend({}, { query: waves([2, 3, 4]), context: waves([2, 5, 6], 2) });
    expect(outputs.output!.shape).toEqual([2, 3, 4]);
    expect(outputs.attention!.shape).toEqual([2, 2, 3, 5]);
    const { data } = outputs.attention!;
    for (let row = 0; row < data.length; row += 5)
      expect(Array.from(data.slice(row, row + 5)).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  });

  test('that is causal gives a place exactly no gradient to those after it', async () => {
    for (const place of [0, 1, 2, 3]) {
      const { gradients } = await attend({ causal: true }, { query: waves([1, 4, 5]) }, onlyPlace(place));
      const reached = [0, 1, 2, 3].map((other) =>
        gradients.query!.data.slice(other * 5, other * 5 + 5).some((value) => value !== 0),
      );
      expect(reached).toEqual([0, 1, 2, 3].map((other) => other <= place));
    }
  });

  test('looks both ways when it is not causal', async () => {
    const { gradients } = await attend({}, { query: waves([1, 4, 5]) }, onlyPlace(0));
    expect(gradients.query!.data.slice(15).some((value) => value !== 0)).toBe(true);
  });

  test.each([
    ['for all queries', float([1, 4], [1, 0, 1, 0])],
    [
      'for each query',
      float(
        [1, 4, 4],
        Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 1 : 0)),
      ),
    ],
    ['of whole numbers', int([1, 4], [1, 0, 7, 0])],
    ['of bools', { shape: [1, 4], dtype: 'bool' as const, data: Uint8Array.of(1, 0, 1, 0) }],
  ])('does not see what a mask %s hides', async (_, mask) => {
    const query = waves([1, 4, 5]);
    const { outputs, gradients } = await attend(
      {},
      { query, context: waves([1, 4, 5], 3), mask },
      onlyPlace(2),
    );
    outputs.attention!.data.forEach((weight, i) => {
      if (i % 2 === 1) expect(weight).toBe(0);
      else expect(weight).toBeGreaterThan(0);
    });
    for (const hidden of [1, 3])
      expect(gradients.context!.data.slice(hidden * 5, hidden * 5 + 5).every((value) => value === 0)).toBe(
        true,
      );
  });

  test('takes the pixels of an image as places', async () => {
    const image = waves([1, 2, 3, 4]);
    const { outputs } = await attend({}, { query: image });
    const row = await attend({}, { query: { ...image, shape: [1, 6, 4] } });
    expect(outputs.output!.shape).toEqual([1, 2, 3, 4]);
    expect(outputs.output!.data).toEqual(row.outputs.output!.data);
  });

  test.each([
    ['plain vectors', { query: waves([2, 4]) }, {}, 'needs places to look at'],
    [
      'a causal one with context',
      { query: waves([1, 4, 4]), context: waves([1, 4, 4]) },
      { causal: true },
      'takes no context',
    ],
    ['another batch', { query: waves([1, 4, 4]), context: waves([2, 4, 4]) }, {}, 'as many examples'],
    ['a mask of another length', { query: waves([1, 4, 4]), mask: waves([1, 3]) }, {}, 'needs a mask [1, 4]'],
  ])('refuses %s', (_, inputs, given, sentence) => {
    const built = buildNode({ kind: 'attention', dials: given, inputs: inputs as NodeInDesign['inputs'] });
    expect(built.outputs).toBeNull();
    expect(sentences(built).join()).toContain(sentence);
  });
});
