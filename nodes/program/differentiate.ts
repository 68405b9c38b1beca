import { operationOf } from '../alphabet/alphabet.ts';
import type { Operation, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import type { Instruction } from './program.ts';
import { sumOf } from './sum.ts';
import type { Trace } from './trace.ts';

/**
 * ∂loss/∂each of `variables`, written into the same trace by reverse accumulation (Griewank & Walther 2008, ch. 3).
 * As gradients are written in the alphabet, they can be differentiated again.
 *
 * @param loss a float32 scalar
 * @returns a tensor of each variable's shape, or `null` where the loss does not depend on it
 */
export function differentiate(
  trace: Trace,
  loss: Tensor,
  variables: readonly Tensor[],
): readonly (Tensor | null)[] {
  if (loss.shape.length !== 0 || loss.dtype !== 'float32')
    throw new Problem(
      'Only a single number can be differentiated: reduce the value to a scalar first (sum or mean).',
      '스칼라 하나만 미분할 수 있습니다. 먼저 합이나 평균으로 스칼라를 만드세요.',
    );
  const one = trace.ops.constant({ value: 1, shape: [], dtype: 'float32' });
  return pullBack(trace, [loss], [one], variables, 0);
}

/**
 * The vector-Jacobian product: Σ gradientᵢ · ∂outputᵢ/∂each of `inputs`.
 * @param start the first instruction that may stand between inputs and outputs
 */
export function pullBack(
  trace: Trace,
  outputs: readonly Tensor[],
  gradients: readonly Tensor[],
  inputs: readonly Tensor[],
  start: number,
): readonly (Tensor | null)[] {
  const end = trace.instructions.length;
  const dependent = new Set(inputs.map((input) => input.id));
  for (let i = start; i < end; i++) {
    const instruction = trace.instructions[i]!;
    if (operationOf(instruction.kind).constant || !instruction.inputs.some((id) => dependent.has(id)))
      continue;
    for (const output of instruction.outputs)
      if (trace.tensor(output).dtype === 'float32') dependent.add(output);
  }

  const collected = new Map<number, Tensor[]>();
  const collect = (id: number, gradient: Tensor) => {
    if (dependent.has(id)) collected.set(id, [...(collected.get(id) ?? []), gradient]);
  };
  outputs.forEach((output, i) => collect(output.id, gradients[i]!));
  // One sum for each value, made when all its uses have been seen.
  const total = (id: number): Tensor | null => {
    const parts = collected.get(id);
    if (!parts) return null;
    const sum = sumOf(trace, parts);
    collected.set(id, [sum]);
    return sum;
  };

  for (let i = end - 1; i >= start; i--) {
    const instruction = trace.instructions[i]!;
    if (!instruction.outputs.some((id) => collected.has(id))) continue;
    const origin = instruction.origin && { ...instruction.origin, backward: true as const };
    trace.from(origin, () => {
      const needed = instruction.inputs.map((id) => dependent.has(id));
      if (!needed.includes(true)) return;
      const parts = gradientsOf(trace, instruction, instruction.outputs.map(total), needed);
      parts.forEach((part, k) => {
        if (part && needed[k]) collect(instruction.inputs[k]!, part);
      });
    });
  }
  return inputs.map((input) => total(input.id));
}

/** Applies the operation's gradient rule, or differentiates its definition where it has none of its own. */
function gradientsOf(
  trace: Trace,
  instruction: Instruction,
  totals: readonly (Tensor | null)[],
  needed: readonly boolean[],
): readonly (Tensor | null)[] {
  const operation: Operation = operationOf(instruction.kind);
  const inputs = instruction.inputs.map((id) => trace.tensor(id));
  const outputs = instruction.outputs.map((id) => trace.tensor(id));
  const { attributes } = instruction;
  if (operation.gradient) {
    const used = totals.map((total) => total !== null);
    const gradients = totals.map(
      (total, i) => total ?? trace.ops.constant({ value: 0, shape: outputs[i]!.shape, dtype: 'float32' }),
    );
    return operation.gradient(trace.ops, { inputs, outputs, gradients, used, needed, attributes });
  }
  if (operation.define) {
    const start = trace.instructions.length;
    const defined = operation.define(trace.ops, inputs, attributes);
    const reached = defined.flatMap((tensor, i) => (totals[i] ? [{ tensor, total: totals[i] }] : []));
    const wanted = inputs.filter((_, k) => needed[k]);
    const parts = pullBack(
      trace,
      reached.map(({ tensor }) => tensor),
      reached.map(({ total }) => total),
      wanted,
      start,
    );
    let next = 0;
    return needed.map((need) => (need ? parts[next++]! : null));
  }
  throw new Problem(
    `${operation.kind} cannot be differentiated here: it has no gradient rule. Put a stop-gradient before it, or use another operation.`,
    `${operation.kind} 연산은 여기서 미분할 수 없습니다(그래디언트 규칙 없음). 앞에 그래디언트 차단을 두거나 다른 연산을 쓰세요.`,
  );
}
