import { describe, expect, it } from 'vitest';

import { printFrozen } from '../../../../main/targets/tensorflow/frozen.ts';
import type { GraphNode } from '../../../../main/targets/tensorflow/graph-builder.ts';
import { printPrograms } from '../../../../main/targets/tensorflow/printer.ts';
import { table } from '../../../../main/targets/tensorflow/table.ts';
import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import type { Tensor } from '../../../../nodes/alphabet/operation.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { BATCH, type Dimension } from '../../../../nodes/alphabet/shape.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { perceptron } from './perceptron.ts';

const { step } = perceptron([3, 4, 5, 2], 6);

const opOf = (nodes: readonly GraphNode[], op: string) => nodes.filter((node) => node.op === op);

/** Adam on one weight; what it takes for weight and slots, and what becomes of its results, may be changed. */
function adamProgram(change: {
  readonly takes?: (trace: Trace, reads: readonly Tensor[]) => readonly Tensor[];
  readonly gives?: (trace: Trace, results: readonly Tensor[]) => readonly Tensor[];
}): Program {
  const trace = new Trace();
  const names = ['w', 'm', 'v'];
  const reads = names.map((name) => trace.variable(name, { shape: [3], dtype: 'float32' }));
  const [w, m, v] = change.takes?.(trace, reads) ?? reads;
  const rate = trace.feed('rate', { shape: [], dtype: 'float32' }, { kind: 'input', name: 'rate' });
  const settings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
  const next = trace.ops.adam(w!, m!, v!, trace.ops.square(reads[0]!), rate, rate, settings);
  const results = [next.weight, next.m, next.v];
  (change.gives?.(trace, results) ?? results).forEach((result, i) => trace.update(names[i]!, result));
  return trace.program({});
}

describe('a printed graph', () => {
  it('can hold every operation of the alphabet', () => {
    const missing = [...alphabet.values()].filter(({ kind, define }) => !(kind in table) && !define);
    expect(missing.map(({ kind }) => kind)).toEqual([]);
  });

  it('has names that TensorFlow takes, made of nothing that a user wrote', () => {
    const { nodes } = printPrograms({ '한 걸음': step, step });
    expect(nodes.map(({ name }) => name).filter((name) => !/^[bcew][0-9a-z./]*$/.test(name))).toEqual([]);
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  });

  it('has its nodes after their inputs', () => {
    const { nodes } = printPrograms({ step });
    const seen = new Set<string>();
    for (const { name, inputs } of nodes) {
      expect(inputs.filter((input) => !seen.has(input.split(':')[0]!))).toEqual([]);
      seen.add(name);
    }
  });

  it('reads each variable at most once an entry, and shares it between entries', () => {
    const { nodes } = printPrograms({ one: step, two: step });
    const weights = step.variables.filter(({ name }) => !name.includes('/'));
    for (const entry of ['e0', 'e1']) {
      const read = opOf(nodes, 'ReadVariableOp').filter(({ name }) => name.startsWith(`${entry}/`));
      expect(read.length).toBe(weights.length);
      expect(new Set(read.map(({ inputs }) => inputs[0])).size).toBe(weights.length);
    }
    expect(opOf(nodes, 'VarHandleOp').length).toBe(step.variables.length);
    const shared = opOf(nodes, 'VarHandleOp').map(({ attributes }) => attributes['shared_name']);
    expect(new Set(shared.map((name) => JSON.stringify(name))).size).toBe(step.variables.length);
  });

  it('updates a variable after its read and after every node that uses that', () => {
    const { nodes } = printPrograms({ step });
    const updates = opOf(nodes, 'ResourceApplyAdam');
    expect(updates.length).toBe(6);
    for (const { inputs, controls } of updates) {
      const read = opOf(nodes, 'ReadVariableOp').find(
        (node) => node.name.startsWith('e0/') && node.inputs[0] === inputs[0],
      )!;
      const uses = nodes.filter((node) => node.inputs.includes(read.name));
      expect(uses.length).toBeGreaterThan(0);
      expect(new Set(controls)).toEqual(new Set([read.name, ...uses.map(({ name }) => name)]));
    }
  });

  it('answers after all updates', () => {
    const { nodes, entries } = printPrograms({ step });
    const named = new Map(nodes.map((node) => [node.name, node]));
    const updates = opOf(nodes, 'ResourceApplyAdam').map(({ name }) => name);
    const { fetches, outputs } = entries.get('step')!;
    expect(outputs.map(({ name }) => name)).toEqual(['error', 'loss', 'mean']);
    expect(fetches).toEqual(outputs.map(({ node }) => node));
    for (const fetch of fetches) {
      expect(named.get(fetch)!.controls).toEqual(['e0/done']);
      expect(new Set(named.get('e0/done')!.controls)).toEqual(new Set(updates));
    }
  });

  it('has something to fetch where a program only updates', () => {
    const { entries, nodes } = printPrograms({ step: { ...step, outputs: {} } });
    expect(entries.get('step')!.fetches).toEqual(['e0/end']);
    expect(nodes.at(-1)).toMatchObject({ name: 'e0/end', op: 'Identity', controls: ['e0/done'] });
  });

  it('sets variables to copies only', () => {
    const { nodes } = printPrograms({
      step: adamProgram({ takes: ({ ops }, reads) => reads.map((x) => ops.square(x)) }),
    });
    const copies = new Set(opOf(nodes, 'Snapshot').map(({ name }) => name));
    const assigned = opOf(nodes, 'AssignVariableOp').map(({ inputs }) => inputs[1]!);
    expect(assigned.length).toBe(6);
    expect(assigned.filter((value) => !copies.has(value))).toEqual([]);
  });

  it('knows which instruction wrote a node', () => {
    const { nodes, places } = printPrograms({ step });
    const at = step.instructions.findIndex(({ kind }) => kind === 'matMul');
    const product = opOf(nodes, 'MatMul')[0]!;
    expect(places.get(product.name.replace(/\.\d+$/, ''))).toBe(step.instructions[at]);
  });

  it.each([
    ['takes plain variables and gives their updates', {}, 1],
    ['takes something else for the weight', { takes: ({ ops }, [w, m, v]) => [ops.square(w!), m!, v!] }, 0],
    ['takes one variable for two', { takes: (_, [w, m]) => [w!, m!, m!] }, 0],
    ['takes variables in another order', { takes: (_, [w, m, v]) => [w!, v!, m!] }, 0],
    [
      'gives something that is changed again',
      { gives: ({ ops }, [w, m, v]) => [ops.maximum(w!, 0), m!, v!] },
      0,
    ],
    ['gives results to other variables', { gives: (_, [w, m, v]) => [m!, w!, v!] }, 0],
    ['gives not all results', { gives: (_, [w, m]) => [w!, m!] }, 0],
  ] as [string, Parameters<typeof adamProgram>[0], number][])(
    'updates in place where Adam %s: %#',
    (_, change, count) => {
      const { nodes } = printPrograms({ step: adamProgram(change) });
      expect(opOf(nodes, 'ResourceApplyAdam').length).toBe(count);
      expect(opOf(nodes, 'Expm1').length).toBe(2);
    },
  );

  it('reads a variable again after an update in place where the new value is used, and only there', () => {
    const used = adamProgram({});
    const { inputs, outputs } = used.instructions.find(({ kind }) => kind === 'adam')!;
    const after = printPrograms({ step: { ...used, outputs: { w: outputs[0]!, old: inputs[0]! } } }).nodes;
    const [update] = opOf(after, 'ResourceApplyAdam');
    const again = opOf(after, 'ReadVariableOp').filter(({ controls }) => controls.includes(update!.name));
    expect(again.map((node) => node.inputs)).toEqual([[update!.inputs[0]]]);
    const plain = printPrograms({ step: used }).nodes;
    expect(opOf(plain, 'ReadVariableOp').filter(({ name }) => name.startsWith('e0/')).length).toBe(1);
  });
});

describe('a sum over axes', () => {
  const stepsOf = (shape: readonly Dimension[], axes: readonly number[]) => {
    const trace = new Trace();
    const x = trace.feed('x', { shape, dtype: 'float32' }, { kind: 'input', name: 'x' });
    const { nodes } = printFrozen(trace.program({ y: trace.ops.reduceSum(x, { axes }) }), new Map());
    const constants = new Map(nodes.map(({ name, attributes }) => [name, attributes['value']]));
    return opOf(nodes, 'Sum').map(({ inputs }) => {
      const value = constants.get(inputs[1]!);
      return value && 'tensor' in value ? [...value.tensor.data] : null;
    });
  };

  it.each([
    [[4, 5, 6], [], [[]]],
    [[4, 5, 6], [0, 1, 2], [[0, 1, 2]]],
    [[4, 5, 6], [1, 2], [[1, 2]]],
    [
      [4, 5, 6],
      [0, 2],
      [[0], [2]],
    ],
    [[4, 1, 6], [0, 2], [[0, 2]]],
    [[4, 1, 5, 1], [1, 3], [[1, 3]]],
    [
      [2, 1, 5, 3],
      [0, 1, 3],
      [[1, 0], [3]],
    ],
    [[1, 4, 5, 6], [0, 2], [[0, 2]]],
    [
      [3, 4, 2, 5, 2, 6],
      [2, 4],
      [[2], [4]],
    ],
    [
      [BATCH, 4, 2, 5, 2, 6],
      [0, 2, 3, 5],
      [[0], [2, 3], [5]],
    ],
  ] as [Dimension[], number[], number[][]][])(
    'of %j over %j takes one run of neighbours at a time',
    (shape, axes, steps) => {
      expect(stepsOf(shape, axes)).toEqual(steps);
    },
  );
});
