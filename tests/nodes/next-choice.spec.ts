import { describe, expect, test } from 'vitest';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { chosen, mustLeaveSomething, type Choice } from '../../nodes/next-choice.ts';
import { Trace } from '../../nodes/program/trace.ts';
import { runOnce } from './build-node.ts';
import { apart } from './build-on-board.ts';

const ALL: Choice = { topK: 0, topP: 1 };
const DRAWS = 4000;

/** How often each of the choices with these probabilities is drawn, by evenly spread numbers of [0, 1). */
async function shares(probabilities: readonly number[], temperature: number, choice: Choice) {
  const count = probabilities.length;
  const trace = new Trace();
  const feed = (name: string, shape: readonly number[]) =>
    trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
  const result = chosen(
    trace.ops,
    feed('logits', [DRAWS, count]),
    feed('temperature', []),
    choice,
    feed('uniform', [DRAWS]),
  );
  const { outputs } = await runOnce(trace.program({ result }), {
    logits: Float32Array.from({ length: DRAWS * count }, (_, i) => Math.log(probabilities[i % count]!)),
    temperature: Float32Array.of(temperature),
    uniform: Float32Array.from({ length: DRAWS }, (_, i) => i / DRAWS),
  });
  const counts = probabilities.map(() => 0);
  for (const number of outputs.result!.data) counts[number]! += 1 / DRAWS;
  expect(outputs.result!.dtype).toBe('int32');
  return counts;
}

const P = [0.1, 0.4, 0.05, 0.15, 0.3] as const;

describe('a choice', () => {
  test('is drawn as often as the model says at temperature 1', async () => {
    expect(apart(await shares(P, 1, ALL), P)).toBeLessThan(0.005);
  });

  test('follows the square of the probabilities at temperature one half', async () => {
    const squares = P.map((p) => p ** 2);
    const sum = squares.reduce((a, b) => a + b, 0);
    expect(
      apart(
        await shares(P, 0.5, ALL),
        squares.map((p) => p / sum),
      ),
    ).toBeLessThan(0.005);
  });

  test('is always the likeliest at temperature 0, however far apart the logits are', async () => {
    expect((await shares(P, 0, ALL))[1]).toBeCloseTo(1, 6);
    expect((await shares([1e-30, 1, 1e-30], 0, ALL))[1]).toBeCloseTo(1, 6);
  });

  test('is among the k likeliest only, in their proportion', async () => {
    expect(apart(await shares(P, 1, { topK: 2, topP: 1 }), [0, 4 / 7, 0, 0, 3 / 7])).toBeLessThan(0.005);
    expect(apart(await shares(P, 1, { topK: 9, topP: 1 }), P)).toBeLessThan(0.005);
  });

  test('is among the fewest that reach p', async () => {
    expect(apart(await shares(P, 1, { topK: 0, topP: 0.69 }), [0, 4 / 7, 0, 0, 3 / 7])).toBeLessThan(0.005);
    expect(
      apart(await shares(P, 1, { topK: 0, topP: 0.72 }), [0, 4 / 8.5, 0, 1.5 / 8.5, 3 / 8.5]),
    ).toBeLessThan(0.005);
    expect(apart(await shares(P, 1, { topK: 0, topP: 1e-6 }), [0, 1, 0, 0, 0])).toBeLessThan(0.005);
  });

  test('takes the first among equals, and both limits at once', async () => {
    expect(
      apart(await shares([0.25, 0.25, 0.25, 0.25], 1, { topK: 2, topP: 1 }), [0.5, 0.5, 0, 0]),
    ).toBeLessThan(0.005);
    expect(apart(await shares(P, 1, { topK: 2, topP: 0.1 }), [0, 1, 0, 0, 0])).toBeLessThan(0.005);
  });

  test('never becomes one that was left out, at the ends of [0, 1) either', async () => {
    const counts = await shares([0.1, 0.5, 0.4], 1, { topK: 2, topP: 1 });
    expect(counts[0]).toBe(0);
    expect((await shares([0.5, 0.4, 0.1], 1, { topK: 2, topP: 1 }))[2]).toBe(0);
  });
});

test('a top p of 0 is a sentence', () => {
  expect(() => mustLeaveSomething({ topK: 0, topP: 0 })).toThrow(Problem);
  expect(() => mustLeaveSomething({ topK: 0, topP: 0 })).toThrow(/between 0 and 1/);
  expect(() => mustLeaveSomething(ALL)).not.toThrow();
});

test('logits that are no rows of choices are a sentence', () => {
  const { ops } = new Trace();
  const one = ops.constant({ value: 0, shape: [3], dtype: 'float32' });
  expect(() => chosen(ops, one, one, ALL, one)).toThrow(/\[B, K\]/);
});
