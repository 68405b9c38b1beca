import type { Elements, Values } from '../../../main/targets/target.ts';
import { bindBatch, type TensorType } from '../../../nodes/alphabet/shape.ts';
import { makeContext } from '../../../nodes/graph/context.ts';
import type { Design } from '../../../nodes/graph/document.ts';
import { blockOf } from '../../../nodes/graph/ports.ts';
import { Slice } from '../../../nodes/graph/slice.ts';
import { Variables } from '../../../nodes/graph/variables.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import { document } from '../../documents.ts';
import { runOnce } from '../build-node.ts';
import { waves } from '../numbers.ts';

/** Writes a call of a block of this design with one example of these types. */
export function writeCall(design: Design, inputs: Readonly<Record<string, TensorType>>) {
  const whole = document({
    board: { nodes: {}, wires: [] },
    designs: { design },
    blocks: { block: 'design' },
  });
  const trace = new Trace();
  const variables = new Variables();
  const slice = new Slice({
    document: whole,
    trace,
    variables,
    mode: 'inference',
    batch: 1,
    trained: new Set(),
    averages: new Set(),
    averaged: false,
    noise: 'keyed',
  });
  const given = Object.entries(inputs).map(([name, { shape, dtype }]) => [
    name,
    trace.feed(name, { shape, dtype }, { kind: 'input', name }),
  ]);
  const context = makeContext(slice, slice.board, 'test', {});
  const answers = context.call(blockOf(whole, 'block')!, Object.fromEntries(given));
  return { trace, variables, answers };
}

/** A value for every weight that was declared, none of them zero. */
export const initialWeights = (variables: Variables): ReadonlyMap<string, Values> =>
  new Map(
    [...variables.all.values()].map(({ name, type }, i) => [name, waves(bindBatch(type.shape, 1), i + 1)]),
  );

/**
 * What a block of this design answers to one example.
 * @param change of the value that a weight has otherwise; none of those is zero
 */
export async function callDesign(
  design: Design,
  inputs: Readonly<Record<string, Values>>,
  change: (weight: string, value: Values) => Values = (_, value) => value,
): Promise<Readonly<Record<string, Values>>> {
  const { trace, variables, answers } = writeCall(design, inputs);
  const program = simplify(trace.program({ ...answers }));
  const weights = [...initialWeights(variables)].map(([name, value]) => [name, change(name, value)] as const);
  const feeds: Record<string, Elements> = Object.fromEntries(
    Object.entries(inputs).map(([name, { data }]) => [name, data]),
  );
  const used = new Map(weights.filter(([name]) => program.variables.some((one) => one.name === name)));
  return (await runOnce(program, feeds, used)).outputs;
}
