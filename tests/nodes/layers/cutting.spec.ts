// Layers that cut numbers apart and lay a frame around them, beside what NumPy gives (`tests/oracles/arranging.py`).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { document, graph } from '../../documents.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { buildNode, computeNode } from '../build-node.ts';
import { counting, float } from '../numbers.ts';

interface Numbers {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface Case {
  readonly name: string;
  readonly kind: string;
  readonly dials: Readonly<Record<string, DialValue>>;
  readonly input: Numbers;
  readonly outputs: readonly Numbers[];
  /** Of the first output. */
  readonly cotangent: Numbers;
  readonly gradient: Numbers;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../oracles/fixtures/arranging.json', import.meta.url), 'utf8'),
) as { cases: readonly Case[] };
const tensor = ({ shape, data }: Numbers) => float(shape, data);

test('each of them is asked', () => {
  const asked = [...new Set(cases.map(({ kind }) => kind))].sort();
  expect(asked).toEqual(['crop', 'depth-to-space', 'downsample', 'pad', 'patches', 'split']);
});

test('downsampling by the mean undoes upsampling', async () => {
  const input = counting(2, 3, 2, 2);
  const large = (await computeNode({ kind: 'upsample' }, { input })).outputs.output!;
  expect((await computeNode({ kind: 'downsample' }, { input: large })).outputs.output).toEqual(input);
});

test.each(cases)('$name equals NumPy: values and gradient', async (given) => {
  const { kind, dials } = given;
  const input = tensor(given.input);
  const { outputs, gradients } = await computeNode({ kind, dials }, { input }, {}, tensor(given.cotangent));
  expect(Object.values(outputs)).toEqual(given.outputs.map(tensor));
  expect(gradients.input).toEqual(tensor(given.gradient));
});

describe('what is known about the numbers', () => {
  const meaning = { kind: 'image', range: [0, 1] } as const;
  const inputs = { input: counting(2, 4, 4, 2) };

  test('stays through a crop and a split', () => {
    for (const kind of ['crop', 'split']) {
      const { outputs, slice } = buildNode({ kind, meaning, inputs });
      for (const output of Object.values(outputs!)) expect(slice.meaningOf(output)).toEqual(meaning);
    }
  });

  test('grows by the value of a frame', () => {
    const rangeWith = (value: number) => {
      const { outputs, slice } = buildNode({ kind: 'pad', dials: { value }, meaning, inputs });
      return slice.meaningOf(outputs!.output!).range;
    };
    expect(rangeWith(0.5)).toEqual([0, 1]);
    expect(rangeWith(-1)).toEqual([-1, 1]);
  });
});

test('a split gives a port for each part, and what is wired into one is its part', () => {
  const whole = document({
    board: {
      nodes: { digits: { kind: 'digits' }, tiles: { kind: 'call', block: 'tiles' } },
      wires: ['digits.image -> tiles.image'],
    },
    designs: {
      tiles: graph({
        nodes: {
          image: { kind: 'input', name: 'image', meaning: 'image' },
          crop: { kind: 'crop', sides: [2] },
          tiles: { kind: 'patches', size: [8] },
          halves: { kind: 'split', parts: 2, axis: 1 },
          upper: { kind: 'output', name: 'upper' },
          lower: { kind: 'output', name: 'lower' },
        },
        wires: [
          'image.value -> crop.input',
          'crop.output -> tiles.input',
          'tiles.output -> halves.input',
          'halves.part1 -> upper.value',
          'halves.part2 -> lower.value',
        ],
      }),
    },
    blocks: { tiles: 'tiles' },
  });
  // A crop to 24 leaves nine tiles, which cannot be halved.
  expect(
    describeDocument(whole)
      .problems.map(({ text }) => text.en)
      .join(),
  ).toContain('2 equal parts');
  whole.designs.tiles!.nodes.tiles!.dials.size = [6];
  const { problems, wires } = describeDocument(whole);
  expect(problems).toEqual([]);
  expect(wires.get('tiles.upper')!.shape.slice(1)).toEqual([8, 36]);
});
