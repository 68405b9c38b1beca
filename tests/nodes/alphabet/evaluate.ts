import type { Target, Values } from '../../../main/targets/target.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { Attributes, Tensor } from '../../../nodes/alphabet/operation.ts';
import type { TensorType } from '../../../nodes/alphabet/shape.ts';
import { pullBack } from '../../../nodes/program/differentiate.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { Trace } from '../../../nodes/program/trace.ts';

/** The reference: plain JavaScript. */
export const cpu: Target = tfjsTarget('cpu');

/** Something written in the alphabet: tensors from tensors. */
export type Build = (trace: Trace, inputs: readonly Tensor[]) => readonly Tensor[];

/** One call of an operation. */
export const call =
  (kind: string, attributes: Attributes = {}): Build =>
  (trace, inputs) =>
    trace.apply(kind, inputs, attributes);

/** The program of a function, with feeds x0, x1, ... and outputs y0, y1, ... */
export function programOf(build: Build, types: readonly TensorType[]): Program {
  const trace = new Trace();
  const inputs = types.map(({ shape, dtype }, i) =>
    trace.feed(`x${i}`, { shape, dtype }, { kind: 'input', name: `x${i}` }),
  );
  const outputs = build(trace, inputs);
  return trace.program(Object.fromEntries(outputs.map((tensor, i) => [`y${i}`, tensor])));
}

export const feedsOf = (inputs: readonly Values[]) =>
  Object.fromEntries(inputs.map(({ data }, i) => [`x${i}`, data]));

/** y0, y1, ... in order. */
export const inOrder = (outputs: Readonly<Record<string, Values>>): readonly Values[] =>
  Object.keys(outputs).map((_, i) => outputs[`y${i}`]!);

/** Runs one program once. */
export async function run(
  target: Target,
  program: Program,
  inputs: readonly Values[],
): Promise<readonly Values[]> {
  const runner = await target.open({ program });
  try {
    return inOrder(await runner.run('program', feedsOf(inputs)));
  } finally {
    runner.dispose();
  }
}

export const compute = (
  target: Target,
  build: Build,
  inputs: readonly Values[],
): Promise<readonly Values[]> => run(target, programOf(build, inputs), inputs);

const isFloat = ({ dtype }: TensorType) => dtype === 'float32';

/** The float32 ones: what has gradients. */
export const floatsOf = <T extends TensorType>(types: readonly T[]): readonly T[] => types.filter(isFloat);

/**
 * The vector-Jacobian product of a function, as a function of its inputs and of a gradient for each float32 output.
 * @returns for each float32 input, zeros where the outputs do not depend on it
 */
export const vectorJacobianProduct =
  (build: Build, count: number): Build =>
  (trace, given) => {
    const inputs = given.slice(0, count);
    const outputs = floatsOf(build(trace, inputs));
    const wanted = floatsOf(inputs);
    return pullBack(trace, outputs, given.slice(count), wanted, 0).map(
      (gradient, i) =>
        gradient ?? trace.ops.constant({ value: 0, shape: wanted[i]!.shape, dtype: 'float32' }),
    );
  };

/** The most that two tensors differ, measured against the size of the numbers; infinite where they cannot be compared. */
export function difference(a: Values, b: Values): number {
  if (a.dtype !== b.dtype || JSON.stringify(a.shape) !== JSON.stringify(b.shape)) return Infinity;
  return [...a.data].reduce((worst, left, i) => {
    const right = b.data[i]!;
    if (Object.is(left, right) || left === right) return worst;
    const apart = Math.abs(left - right) / Math.max(1, Math.abs(right));
    return Number.isNaN(apart) ? Infinity : Math.max(worst, apart);
  }, 0);
}
