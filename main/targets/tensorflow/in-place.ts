import type { AdamAttributes } from '../../../nodes/alphabet/operations/optimizers.ts';
import type { Instruction, Program } from '../../../nodes/program/program.ts';
import type { GraphBuilder, GraphNode, Ref } from './graph-builder.ts';
import { float } from './idioms.ts';
import type { Print } from './print.ts';

/** An update of an optimizer that TensorFlow can make in the variables themselves. */
export interface InPlace {
  readonly instruction: Instruction;
  /** Weight and slots, in the order of the operation's outputs. */
  readonly names: readonly string[];
  /** The values that it still has to be given. */
  readonly inputs: readonly number[];
}

/**
 * The updates of Adam that move variables as they are: weight and slots were just read, and hold the results afterwards.
 */
export function inPlaceUpdates(program: Program): ReadonlyMap<Instruction, InPlace> {
  const read = new Map(program.variables.map(({ name, value }) => [value, name]));
  const found = program.instructions.flatMap((instruction): [Instruction, InPlace][] => {
    if (instruction.kind !== 'adam') return [];
    const names = instruction.inputs.slice(0, 3).map((value) => read.get(value));
    const moves = names.every(
      (name, i) => name !== undefined && program.updates[name] === instruction.outputs[i],
    );
    if (!moves || new Set(names).size < 3) return [];
    return [[instruction, { instruction, names: names as string[], inputs: instruction.inputs.slice(3) }]];
  });
  return new Map(found);
}

/**
 * Prints such an update.
 * @param used the values of the program that somebody looks at
 * @param made is told the node that updates
 */
export function printInPlace(
  { instruction, names }: InPlace,
  handles: ReadonlyMap<string, string>,
  used: ReadonlySet<number>,
  made: (node: GraphNode) => void,
): Print {
  return ({ graph, inputs }) => {
    const [, , , gradient, learningRate, step] = inputs as readonly Ref[] as readonly Ref[] & { length: 6 };
    const { beta1, beta2, epsilon } = instruction.attributes as AdamAttributes;
    const variables = names.map((name) => handles.get(name)!);
    // With both powers at zero, the op takes the rate as it is.
    const rate = correctedRate(graph, learningRate!, step!, beta1, beta2);
    const scalars = [0, 0, rate, beta1, beta2, epsilon].map((value) =>
      typeof value === 'number' ? graph.float(value) : value,
    );
    float(graph, 'ResourceApplyAdam', [...variables, ...scalars, gradient!], {
      use_locking: { flag: false },
      use_nesterov: { flag: false },
    });
    const update = graph.nodes.at(-1)!;
    made(update);
    return variables.map((handle, i) => {
      if (!used.has(instruction.outputs[i]!)) return update.name;
      const read = { dtype: { type: 'float32' } } as const;
      return graph.add({
        name: `${update.name}/after${i}`,
        op: 'ReadVariableOp',
        inputs: [handle],
        controls: [update.name],
        attributes: read,
      }).name;
    });
  };
}

/** rate · √(1 − β₂ᵗ)/(1 − β₁ᵗ) for t = step + 1; one for all weights of an optimizer. */
function correctedRate(graph: GraphBuilder, rate: Ref, step: Ref, beta1: number, beta2: number): Ref {
  return graph.once(`rate ${rate} ${step} ${beta1} ${beta2}`, () => {
    const t = float(graph, 'AddV2', [step, graph.float(1)]);
    // 1 − βᵗ without the loss of digits of a float32 β near 1.
    const missing = (beta: number) =>
      beta === 0
        ? graph.float(1)
        : float(graph, 'Neg', [
            float(graph, 'Expm1', [float(graph, 'Mul', [t, graph.float(Math.log(beta))])]),
          ]);
    const root = float(graph, 'Sqrt', [missing(beta2)]);
    return float(graph, 'RealDiv', [float(graph, 'Mul', [rate, root]), missing(beta1)]);
  });
}
