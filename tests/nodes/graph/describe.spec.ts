import { expect, test } from 'vitest';
import { formatShape } from '../../../nodes/alphabet/shape.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { document, graph, smallVae } from '../../documents.ts';

const shapes = (wires: ReadonlyMap<string, { shape: Parameters<typeof formatShape>[0] }>) =>
  Object.fromEntries([...wires].map(([key, { shape }]) => [key, formatShape(shape)]));

test('wires inside a design are told by the calls that lead there', () => {
  const { inside } = describeDocument(smallVae());
  const told = shapes(inside);
  expect(Object.keys(told).some((key) => key.startsWith('encode/'))).toBe(true);
  expect(Object.keys(told).some((key) => key.startsWith('decode/'))).toBe(true);
  expect(Object.values(told).every((shape) => shape.startsWith('[B'))).toBe(true);
});

test('members of members and stacked members are told once, under the card that draws them', () => {
  const inner = graph({
    nodes: {
      x: { kind: 'input', name: 'x' },
      layer: { kind: 'dense', units: 4 },
      y: { kind: 'output', name: 'y' },
    },
    wires: ['x.value -> layer.input', 'layer.output -> y.value'],
  });
  const outer = graph({
    nodes: {
      x: { kind: 'input', name: 'x' },
      stack: { kind: 'call', design: 'inner', times: 3 },
      y: { kind: 'output', name: 'y' },
    },
    wires: ['x.value -> stack.x', 'stack.y -> y.value'],
  });
  const { inside, costs, parameters } = describeDocument(
    document({
      board: {
        nodes: { noise: { kind: 'gaussian-noise', shape: [4] }, call: { kind: 'call', block: 'net' } },
        wires: ['noise.noise -> call.x'],
      },
      designs: { inner, outer },
      blocks: { net: 'outer' },
    }),
  );
  expect(shapes(inside)).toEqual({
    'call/x.value': '[B, 4]',
    'call/stack.y': '[B, 4]',
    'call/stack/x.value': '[B, 4]',
    'call/stack/layer.output': '[B, 4]',
  });
  expect(parameters).toEqual({ net: 3 * (4 * 4 + 4) });
  // Three products of [8, 4] by [4, 4] and three sums with their biases.
  expect(costs.get('call/stack/layer')!.flops).toBe(3 * (2 * 8 * 4 * 4 + 8 * 4));
});
