import { isLoop, tidyLoop } from './loop.ts';
import type { Instruction, Program } from './program.ts';

/**
 * The same program without what nobody uses and without computing anything twice. Operations are pure (noise is keyed),
 * so two instructions with equal inputs and attributes give equal results.
 */
export const simplify = (program: Program): Program => withoutDeadCode(withoutRepetition(program));

function withoutRepetition(program: Program): Program {
  const known = new Map<string, Instruction>();
  const same = new Map<number, number>();
  const now = (id: number) => same.get(id) ?? id;
  const instructions: Instruction[] = [];
  for (const original of program.instructions) {
    const instruction = { ...original, inputs: original.inputs.map(now) };
    const key = JSON.stringify([instruction.kind, instruction.inputs, instruction.attributes], exactly);
    const first = known.get(key);
    if (first) instruction.outputs.forEach((id, i) => same.set(id, first.outputs[i]!));
    else {
      known.set(key, instruction);
      instructions.push(instruction);
    }
  }
  const renamed = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([name, id]) => [name, now(id)]));
  return { ...program, instructions, outputs: renamed(program.outputs), updates: renamed(program.updates) };
}

/** JSON writes the infinities and NaN as `null` and −0 as 0; here they must stay apart. */
const exactly = (_: string, value: unknown): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
    ? `number ${1 / value} ${value}`
    : value;

function withoutDeadCode(program: Program): Program {
  const wanted = new Set([...Object.values(program.outputs), ...Object.values(program.updates)]);
  const instructions: Instruction[] = [];
  for (const written of program.instructions.toReversed()) {
    if (!written.outputs.some((id) => wanted.has(id))) continue;
    const instruction = isLoop(written) ? tidyLoop(written, (id) => wanted.has(id), simplify) : written;
    instructions.push(instruction);
    for (const id of instruction.inputs) wanted.add(id);
  }
  return {
    ...program,
    feeds: program.feeds.filter((feed) => wanted.has(feed.value)),
    variables: program.variables.filter((variable) => wanted.has(variable.value)),
    instructions: instructions.reverse(),
  };
}
