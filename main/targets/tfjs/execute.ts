import type { Tensor } from '@tensorflow/tfjs';

import { knownShape } from '../../../nodes/alphabet/shape.ts';
import { expand } from '../../../nodes/program/expand.ts';
import type { Instruction, Program } from '../../../nodes/program/program.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import type { Inputs, Kernel, KernelTable, KnownType } from './kernel.ts';
import type { TensorFlowJs } from './library.ts';

/** Tensors by the number of the value that they hold. */
export type Held = Map<number, Tensor>;

/** One instruction, made ready. */
export interface Step {
  readonly instruction: Instruction;
  readonly kernel: Kernel;
  readonly types: readonly [KnownType, ...KnownType[]];
  /** The computed values that nothing after this step uses and nobody asked for. */
  readonly done: readonly number[];
}

/**
 * Makes every instruction of a program ready, each with the values that can be freed after it.
 * @throws a sentence where an operation is neither in the table nor made of others, or where a shape still holds the batch size
 */
export function plan(program: Program, table: KernelTable): readonly Step[] {
  const given = [...program.feeds, ...program.variables].map(({ value }) => value);
  const used = new Set([...given, ...Object.values(program.outputs), ...Object.values(program.updates)]);
  const steps = program.instructions.toReversed().map((instruction) => {
    const done = new Set([...instruction.inputs, ...instruction.outputs].filter((value) => !used.has(value)));
    instruction.inputs.forEach((value) => used.add(value));
    const types = instruction.outputs.map((value) => {
      const { shape, dtype } = program.types[value]!;
      return { shape: knownShape(shape), dtype };
    });
    return {
      instruction,
      kernel: table[instruction.kind] ?? composed(program, instruction, table),
      types: types as [KnownType, ...KnownType[]],
      done: [...done],
    };
  });
  return steps.reverse();
}

/** The kernel of a wide operation that the table lacks: its definition, as a program of its own. */
function composed({ types }: Program, instruction: Instruction, table: KernelTable): Kernel {
  const alone: Program = {
    types,
    feeds: [...new Set(instruction.inputs)].map((value) => ({
      name: String(value),
      value,
      source: { kind: 'input', name: String(value) },
    })),
    variables: [],
    instructions: [instruction],
    outputs: Object.fromEntries(instruction.outputs.map((value) => [String(value), value])),
    updates: {},
  };
  const definition = simplify(expand(alone, (kind) => kind in table));
  const steps = plan(definition, table);
  return (tf, inputs) => {
    const held: Held = new Map(
      definition.feeds.map(({ name, value }) => [value, inputs[instruction.inputs.indexOf(Number(name))]!]),
    );
    for (const step of steps) {
      runStep(tf, step, held);
      release(step, held);
    }
    return instruction.outputs.map((value) => held.get(definition.outputs[String(value)]!)!);
  };
}

/**
 * Computes one step and adds its results to the held tensors. Nothing else stays behind, even where it throws.
 * @throws a sentence that names the operation and its place
 */
export function runStep(tf: TensorFlowJs, { instruction, kernel, types }: Step, held: Held): void {
  const inputs = instruction.inputs.map((value) => held.get(value)!);
  let made: Tensor[] = [];
  try {
    tf.tidy(() => {
      const results = [
        kernel(tf, inputs as unknown as Inputs, instruction.attributes, types),
      ].flat() as Tensor[];
      // A result that is an input, or another result, needs a handle of its own, as each is freed by itself.
      made = results.map((tensor, i) =>
        inputs.includes(tensor) || results.indexOf(tensor) < i ? tensor.clone() : tensor,
      );
      return made;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${described(instruction)} could not be computed on ${tf.getBackend()}: ${reason}`, {
      cause: error,
    });
  }
  instruction.outputs.forEach((value, i) => held.set(value, made[i]!));
}

/** Frees what is done with after a step. */
export function release({ done }: Step, held: Held): void {
  for (const value of done) {
    held.get(value)!.dispose();
    held.delete(value);
  }
}

/** The operation and the node that wrote it. */
function described({ kind, origin }: Instruction): string {
  if (!origin) return `The operation '${kind}'`;
  const place = origin.path ? `node '${origin.node}' in '${origin.path}'` : `node '${origin.node}'`;
  return `The operation '${kind}' of ${place}${origin.backward ? ' (its gradient)' : ''}`;
}
