import { expect, test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import { graph, document } from '../../documents.ts';
import { runOnce } from '../build-node.ts';

/** The gradient of f(x) = Σ x³ and, of the sum of that, the gradient again. */
const cube = document({
  board: {
    nodes: {
      x: { kind: 'input', name: 'x', shape: [2] },
      f: { kind: 'expression', formula: 'x^3' },
      first: { kind: 'gradient' },
      second: { kind: 'gradient' },
      slope: { kind: 'output', name: 'slope' },
      bend: { kind: 'output', name: 'bend' },
    },
    wires: [
      'x.value -> f.x',
      'f.result -> first.of',
      'x.value -> first.withRespectTo',
      'first.gradient -> second.of',
      'x.value -> second.withRespectTo',
      'first.gradient -> slope.value',
      'second.gradient -> bend.value',
    ],
  },
});

test('the gradient of a sum, and the gradient of that', async () => {
  const { entries, problems } = compile(cube, { lookBatch: 2 });
  expect(problems.filter(({ text }) => !/trains nothing/.test(text.en))).toEqual([]);
  const x = Float32Array.of(1, -2, 0.5, 3);
  const run = async (name: string) => {
    const { program } = entries.get(`output/${name}`)!;
    return (await runOnce(program, { 'input/x': x })).outputs[name]!;
  };
  expect((await run('slope')).data).toEqual(x.map((value) => 3 * value ** 2));
  expect((await run('bend')).data).toEqual(x.map((value) => 6 * value));
});

test('inside a design, where a block gives its own slope; what does not depend gives zeros', async () => {
  const drawn = document({
    board: {
      nodes: {
        x: { kind: 'input', name: 'x', shape: [2] },
        call: { kind: 'call', block: 'net' },
        slope: { kind: 'output', name: 'slope' },
        none: { kind: 'output', name: 'none' },
      },
      wires: ['x.value -> call.x', 'call.slope -> slope.value', 'call.none -> none.value'],
    },
    designs: {
      net: graph({
        nodes: {
          x: { kind: 'input', name: 'x' },
          f: { kind: 'expression', formula: 'sin(x)' },
          own: { kind: 'gradient' },
          constant: { kind: 'expression', formula: '7' },
          other: { kind: 'gradient' },
          slope: { kind: 'output', name: 'slope' },
          none: { kind: 'output', name: 'none' },
        },
        wires: [
          'x.value -> f.x',
          'f.result -> own.of',
          'x.value -> own.withRespectTo',
          'constant.result -> other.of',
          'x.value -> other.withRespectTo',
          'own.gradient -> slope.value',
          'other.gradient -> none.value',
        ],
      }),
    },
    blocks: { net: 'net' },
  });
  const { entries } = compile(drawn, { lookBatch: 1 });
  const x = Float32Array.of(0.25, 2);
  const slope = await runOnce(entries.get('output/slope')!.program, { 'input/x': x });
  expect(slope.outputs.slope!.data[1]).toBeCloseTo(Math.cos(2), 6);
  const none = await runOnce(entries.get('output/none')!.program, { 'input/x': x });
  expect(none.outputs.none!.data).toEqual(Float32Array.of(0, 0));
});
