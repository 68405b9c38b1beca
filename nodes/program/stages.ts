import { bodyProgram, isLoop, type Loop } from './loop.ts';
import type { Feed, Instruction, Origin, Program } from './program.ts';
import { simplify } from './simplify.ts';

/** A part of a program that is run as a whole, or a loop that is run one call a turn. */
export type Stage =
  /** Its outputs are handed on under their names. */
  | { readonly kind: 'whole'; readonly program: Program }
  | {
      readonly kind: 'loop';
      /** One turn: feeds `turn` and `carried/0`, ...; outputs `next/0`, ... and `kept/0`, ... */
      readonly program: Program;
      readonly count: number;
      readonly keep: readonly number[];
      /** Names of what is carried in at first, and under which the last carried values are handed on. */
      readonly first: readonly string[];
      readonly last: readonly string[];
      /** Names under which the kept values are handed on, each [B, turns, ...]. */
      readonly kept: readonly string[];
      /** The node that the loop is of. */
      readonly origin: Origin | null;
    };

const nameOf = (value: number) => `value/${value}`;

/**
 * A program with its loops apart, so that each turn of each is a call of its own. The last stage gives the outputs.
 * What a stage needs of earlier ones it is handed; what costs nothing (constants, feeds, variables) it has itself.
 * @returns the program alone where it has no loop
 */
export function stagesOf(program: Program): readonly Stage[] {
  const loops = program.instructions.filter(isLoop);
  if (loops.length === 0) return [{ kind: 'whole', program }];
  if (Object.keys(program.updates).length > 0)
    throw new Error('A program that changes variables runs as a whole; its loops are written out.');
  const stages: Stage[] = [];
  const handed = new Set<number>();
  for (const loop of loops) {
    const carried = loop.attributes.body.next.length;
    const captured = loop.inputs.slice(carried).filter((value) => !isFree(program, value));
    const before = [...new Set([...loop.inputs.slice(0, carried), ...captured])].filter(
      (value) => !handed.has(value),
    );
    if (before.length > 0) {
      const outputs = Object.fromEntries(before.map((value) => [nameOf(value), value]));
      stages.push({ kind: 'whole', program: cut(program, outputs, handed) });
      for (const value of before) handed.add(value);
    }
    stages.push(loopStage(program, loop));
    for (const value of loop.outputs) handed.add(value);
  }
  stages.push({ kind: 'whole', program: cut(program, program.outputs, handed) });
  return stages;
}

/** What every stage can have by itself. */
function isFree(program: Program, value: number): boolean {
  const given = [...program.feeds, ...program.variables].some((one) => one.value === value);
  return given || makerOf(program, value)?.kind === 'constant';
}

const makerOf = ({ instructions }: Program, value: number): Instruction | undefined =>
  instructions.find(({ outputs }) => outputs.includes(value));

/** The part of a program that these outputs need, where some values are handed in. */
function cut(
  program: Program,
  outputs: Readonly<Record<string, number>>,
  handed: ReadonlySet<number>,
): Program {
  return simplify({
    ...program,
    feeds: [
      ...program.feeds.filter(({ value }) => !handed.has(value)),
      ...[...handed].map((value): Feed => ({ name: nameOf(value), value, source: { kind: 'handed' } })),
    ],
    variables: program.variables.filter(({ value }) => !handed.has(value)),
    instructions: program.instructions.filter((instruction) =>
      instruction.outputs.every((value) => !handed.has(value)),
    ),
    outputs,
  });
}

function loopStage(program: Program, loop: Loop): Stage {
  const { count, keep, body } = loop.attributes;
  const carried = body.next.length;
  const turn = bodyProgram(body);
  const feeds = turn.feeds.filter(({ name }) => !name.startsWith('captured/'));
  const variables: Program['variables'][number][] = [];
  const constants: Instruction[] = [];
  loop.inputs.slice(carried).forEach((outside, i) => {
    const inside = 1 + carried + i;
    const feed = program.feeds.find(({ value }) => value === outside);
    const variable = program.variables.find(({ value }) => value === outside);
    const maker = makerOf(program, outside);
    if (feed) feeds.push({ ...feed, value: inside });
    else if (variable) variables.push({ ...variable, value: inside });
    else if (maker?.kind === 'constant') constants.push({ ...maker, outputs: [inside] });
    else feeds.push({ name: nameOf(outside), value: inside, source: { kind: 'handed' } });
  });
  return {
    kind: 'loop',
    program: simplify({ ...turn, feeds, variables, instructions: [...constants, ...turn.instructions] }),
    count,
    keep,
    first: loop.inputs.slice(0, carried).map(nameOf),
    last: loop.outputs.slice(0, carried).map(nameOf),
    kept: loop.outputs.slice(carried).map(nameOf),
    origin: loop.origin,
  };
}
