import type { Instruction, Program } from '../../../nodes/program/program.ts';
import { checkFeeds } from '../feeds.ts';
import type { Elements, Values } from '../target.ts';
import { checkVariable, variablesOf } from '../variables.ts';
import { plan, release, runStep, type Held } from './execute.ts';
import { fastestBackend, startBackend, useBackend, type BackendName } from './library.ts';
import { tableOf } from './table.ts';
import { toTensor, toValues } from './transfer.ts';

/** Looks at what one instruction computed; says whether to go on. */
export type Visit = (instruction: Instruction, outputs: readonly Values[]) => Going | Promise<Going>;

type Going = 'go on' | 'stop';

/**
 * Runs a program instruction by instruction and shows each result. Nothing is updated.
 * @param variables a value for each variable that the program reads
 * @param backend where it computes, the fastest of this process unless told
 * @returns whether it ran to the end or was stopped
 * @throws a sentence where a feed or variable is missing or does not fit, or where an operation fails, naming its node
 */
export async function stepThrough(
  program: Program,
  feeds: Readonly<Record<string, Elements>>,
  variables: ReadonlyMap<string, Values>,
  visit: Visit,
  backend: BackendName = fastestBackend(),
): Promise<'finished' | 'stopped'> {
  const tf = await startBackend(backend);
  const steps = plan(program, tableOf(backend));
  const given = checkFeeds('step', program, feeds);
  const known = variablesOf({ step: program });
  const starts = program.variables.map(({ name, value }): [number, Values] => {
    const start = variables.get(name);
    if (!start) throw new Error(`The program reads the variable '${name}', and no value was given for it.`);
    return [value, checkVariable(known, name, start)];
  });
  for (const { name, value } of program.feeds) starts.push([value, given.get(name)!]);
  const held: Held = new Map(starts.map(([value, values]) => [value, toTensor(tf, values)]));
  try {
    for (const current of steps) {
      // The visitor may have run something else in between.
      useBackend(tf, backend);
      const { instruction } = current;
      runStep(tf, current, held);
      const outputs = await Promise.all(instruction.outputs.map((value) => toValues(held.get(value)!)));
      if ((await visit(instruction, outputs)) === 'stop') return 'stopped';
      release(current, held);
    }
    return 'finished';
  } finally {
    tf.dispose([...held.values()]);
  }
}
