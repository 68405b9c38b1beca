import { describe, expect, test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { document, graph } from '../../documents.ts';

/** A design with two ways through it: x to z, and z to x by the same weights. */
const bothWays = graph({
  nodes: {
    x: { kind: 'input', name: 'x', optional: true },
    z: { kind: 'input', name: 'z', optional: true },
    there: { kind: 'call', design: 'inner' },
    back: { kind: 'call', design: 'inner', again: 'there' },
    'z-out': { kind: 'output', name: 'z' },
    'x-out': { kind: 'output', name: 'x' },
  },
  wires: ['x.value -> there.v', 'there.w -> z-out.value', 'z.value -> back.v', 'back.w -> x-out.value'],
});
const inner = graph({
  nodes: {
    v: { kind: 'input', name: 'v' },
    dense: { kind: 'dense', units: 2 },
    w: { kind: 'output', name: 'w' },
  },
  wires: ['v.value -> dense.input', 'dense.output -> w.value'],
});

const drawn = (wires: readonly string[]) =>
  document({
    board: {
      nodes: {
        noise: { kind: 'gaussian-noise', shape: [2] },
        call: { kind: 'call', block: 'both' },
        out: { kind: 'output', name: 'out' },
      },
      wires,
    },
    designs: { 'both-ways': bothWays, inner },
    blocks: { both: 'both-ways' },
  });

describe('inputs that a call leaves open', () => {
  test('keep only what is made of them from being computed', () => {
    for (const [given, made] of [
      ['x', 'z'],
      ['z', 'x'],
    ]) {
      const { wires, problems } = describeDocument(
        drawn([`noise.noise -> call.${given}`, `call.${made} -> out.value`]),
      );
      expect(problems).toEqual([]);
      expect([...wires.keys()].sort()).toEqual([`call.${made}`, 'noise.noise']);
    }
  });

  test('both ways share their weights', () => {
    const { variables } = describeDocument(
      drawn(['noise.noise -> call.x', 'noise.noise -> call.z', 'call.x -> out.value']),
    );
    expect([...variables.keys()].sort()).toEqual(['both/there/dense/bias', 'both/there/dense/kernel']);
  });

  test('are told where something needs what is not there', () => {
    const told = (wires: readonly string[]) =>
      compile(drawn(wires))
        .problems.filter(({ place }) => place)
        .map(({ text, place }) => `${place!.node}: ${text.en}`);
    expect(told(['noise.noise -> call.x', 'call.x -> out.value'])).toEqual([
      expect.stringMatching(
        /^out: 'Output' needs 'x' of 'both', which is not there: that call leaves an input open/,
      ),
    ]);
    expect(told(['call.x -> out.value'])).toEqual([
      expect.stringMatching(/^call: This call leaves so many inputs open/),
    ]);
  });
});
