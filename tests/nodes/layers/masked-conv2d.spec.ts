import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { apart, float } from '../build-on-board.ts';
import { buildNode, computeNode, sentences } from '../build-node.ts';
import { waves } from '../numbers.ts';

interface Numbers {
  shape: number[];
  data: number[];
}

/** What Keras says; `tests/oracles/masked-convolutions.py` wrote it in float64. */
interface Case {
  name: string;
  dials: Record<string, DialValue>;
  inputs: Record<string, Numbers>;
  weights: Record<string, Numbers>;
  output: Numbers;
  cotangent: Numbers;
  gradients: Record<string, Numbers>;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../oracles/fixtures/masked-convolutions.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

const values = ({ shape, data }: Numbers): Values => float(shape, data);
const all = (numbers: Record<string, Numbers>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, one]) => [name, values(one)]));

test.each(cases)('equals Keras with its kernel masked: $name', async (one) => {
  const { outputs, gradients } = await computeNode(
    { kind: 'masked-conv2d', dials: one.dials },
    all(one.inputs),
    all(one.weights),
    values(one.cotangent),
  );
  expect(outputs.output!.shape).toEqual(one.output.shape);
  expect(apart(outputs.output!.data, one.output.data)).toBeLessThan(1e-5);
  expect(Object.keys(gradients).sort()).toEqual(Object.keys(one.gradients).sort());
  for (const [name, expected] of Object.entries(one.gradients))
    expect([name, apart(gradients[name]!.data, expected.data) < 1e-5]).toEqual([name, true]);
});

/** The output of one place, differentiated by every pixel of a 5 × 5 image. */
async function seenFrom(row: number, column: number, dials: Record<string, DialValue>) {
  const cotangent = float([1, 5, 5, 1], new Float32Array(25).fill(1, row * 5 + column, row * 5 + column + 1));
  const { gradients } = await computeNode(
    { kind: 'masked-conv2d', dials: { filters: 1, ...dials } },
    { input: waves([1, 5, 5, 1]) },
    { kernel: waves([2, 3, 1, 1], 1), bias: waves([1]) },
    cotangent,
  );
  return [...gradients.input!.data].flatMap((gradient, i) => (gradient === 0 ? [] : [i]));
}

describe('what a pixel sees', () => {
  test('through mask A is the row above and its left neighbour', async () => {
    expect(await seenFrom(2, 2, { mask: 'A' })).toEqual([6, 7, 8, 11]);
  });

  test('through mask B is itself too', async () => {
    expect(await seenFrom(2, 2, { mask: 'B' })).toEqual([6, 7, 8, 11, 12]);
  });

  test('with dilation lies further away', async () => {
    expect(await seenFrom(2, 2, { mask: 'B', dilation: [2] })).toEqual([0, 2, 4, 10, 12]);
  });

  test('in the first row is what stands left of it', async () => {
    expect(await seenFrom(0, 3, { mask: 'A' })).toEqual([2]);
  });
});

describe('a masked convolution that cannot be is a sentence', () => {
  const said = (dials: Record<string, DialValue>) =>
    sentences(
      buildNode({
        kind: 'masked-conv2d',
        dials,
        inputs: { input: { shape: [2, 4, 4, 1], dtype: 'float32' } },
      }),
    )[0];

  test('an even kernel has no centre', () => {
    expect(said({ kernel: [4] })).toContain('odd sides');
    expect(said({ kernel: [3, 2] })).toContain('3 × 2');
  });

  test('mask A leaves nothing of a kernel of one', () => {
    expect(said({ kernel: [1], mask: 'A' })).toContain('mask B');
  });
});
