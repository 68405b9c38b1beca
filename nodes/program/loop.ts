import type { Body, RepeatAttributes } from '../alphabet/operations/repeat.ts';
import type { TensorType } from '../alphabet/shape.ts';
import type { Instruction, Origin, Program } from './program.ts';

/** The `repeat` of a program, with what its attributes are. */
export type Loop = Instruction & { readonly attributes: RepeatAttributes };

export const isLoop = (instruction: Instruction): instruction is Loop => instruction.kind === 'repeat';

/** How many operations a program has once its loops are written out: what a training step of it costs to build. */
export const unrolledSize = ({ instructions }: Pick<Program, 'instructions'>): number =>
  instructions.reduce(
    (sum, instruction) =>
      sum +
      (isLoop(instruction)
        ? instruction.attributes.count * instruction.attributes.body.instructions.length
        : 1),
    0,
  );

/**
 * The body of a loop over numbers of its own.
 * @param instructions what was written in one turn, over the numbers of a trace
 * @param given the turn, then what is carried in
 * @returns the body, and what it captures from outside by its number there
 */
export function closeBody(
  typeOf: (value: number) => TensorType,
  instructions: readonly Instruction[],
  given: readonly number[],
  next: readonly number[],
  kept: readonly number[],
): { readonly body: Body; readonly captured: readonly number[] } {
  const made = new Set([...given, ...instructions.flatMap(({ outputs }) => outputs)]);
  const used = [...instructions.flatMap(({ inputs }) => inputs), ...next, ...kept];
  const captured = [...new Set(used.filter((value) => !made.has(value)))];
  const all = [...given, ...captured, ...instructions.flatMap(({ outputs }) => outputs)];
  const own = new Map(all.map((value, i) => [value, i]));
  const renamed = (values: readonly number[]) => values.map((value) => own.get(value)!);
  return {
    captured,
    body: {
      types: all.map(typeOf),
      instructions: instructions.map((instruction) => ({
        ...instruction,
        inputs: renamed(instruction.inputs),
        outputs: renamed(instruction.outputs),
      })),
      next: renamed(next),
      kept: renamed(kept),
    },
  };
}

/** A body as a program: feeds `turn`, `carried/0`, ..., `captured/0`, ...; outputs `next/0`, ..., `kept/0`, ... */
export function bodyProgram({ types, instructions, next, kept }: Body): Program {
  const made = new Set(instructions.flatMap(({ outputs }) => outputs));
  const given = types.flatMap((_, value) => (made.has(value) ? [] : [value]));
  const nameOf = (value: number) =>
    value === 0
      ? 'turn'
      : value <= next.length
        ? `carried/${value - 1}`
        : `captured/${value - 1 - next.length}`;
  const outputs = (name: string, values: readonly number[]) =>
    values.map((value, i) => [`${name}/${i}`, value] as const);
  return {
    types,
    feeds: given.map((value) => ({ name: nameOf(value), value, source: { kind: 'handed' } })),
    variables: [],
    instructions: instructions.map((instruction) => ({
      ...instruction,
      origin: instruction.origin as Origin | null,
    })),
    outputs: Object.fromEntries([...outputs('next', next), ...outputs('kept', kept)]),
    updates: {},
  };
}

/**
 * A loop without what nobody uses: its body tidied, kept values left out where they are not wanted, and no longer capturing what
 * only those needed.
 * @param tidy what makes a program simpler
 */
export function tidyLoop(
  loop: Loop,
  wanted: (value: number) => boolean,
  tidy: (program: Program) => Program,
): Loop {
  const { body, keep, count } = loop.attributes;
  const carried = body.next.length;
  const keeps = loop.outputs.slice(carried).some(wanted);
  const program = tidy(bodyProgram(keeps ? body : { ...body, kept: [] }));
  const named = (name: string, values: readonly number[]) =>
    values.map((_, i) => program.outputs[`${name}/${i}`]!);
  const inputsOf = program.instructions.flatMap(({ inputs }) => inputs);
  const needed = new Set([...inputsOf, ...Object.values(program.outputs)]);
  const captured = loop.inputs.slice(carried).flatMap((value, i) => {
    const inside = i + 1 + carried;
    return needed.has(inside) ? [{ value, inside }] : [];
  });
  const closed = closeBody(
    (value) => body.types[value]!,
    program.instructions,
    [...Array(carried + 1).keys()],
    named('next', body.next),
    keeps ? named('kept', body.kept) : [],
  );
  const outside = new Map(captured.map(({ value, inside }) => [inside, value]));
  return {
    ...loop,
    inputs: [...loop.inputs.slice(0, carried), ...closed.captured.map((value) => outside.get(value)!)],
    outputs: keeps ? loop.outputs : loop.outputs.slice(0, carried),
    attributes: { count, keep: keeps ? keep : [], body: closed.body },
  };
}
