import type { Tensor } from '../alphabet/operation.ts';
import type { Program } from './program.ts';
import { Trace } from './trace.ts';

/**
 * The same program with every operation that a target does not take whole written as its definition.
 * @param whole the kinds that may stay
 * @throws where a missing operation has no definition, naming it
 */
export function expand(program: Program, whole: (kind: string) => boolean): Program {
  if (program.instructions.every(({ kind }) => whole(kind))) return program;
  const trace = new Trace(whole);
  const values = new Map<number, Tensor>();
  const now = (id: number) => values.get(id)!;
  for (const feed of program.feeds)
    values.set(feed.value, trace.feed(feed.name, program.types[feed.value]!, feed.source));
  for (const variable of program.variables)
    values.set(variable.value, trace.variable(variable.name, program.types[variable.value]!));
  for (const { kind, inputs, outputs, attributes, origin } of program.instructions)
    trace.from(origin, () => {
      const made = trace.apply(kind, inputs.map(now), attributes);
      outputs.forEach((id, i) => values.set(id, made[i]!));
    });
  for (const [name, id] of Object.entries(program.updates)) trace.update(name, now(id));
  return trace.program(
    Object.fromEntries(Object.entries(program.outputs).map(([name, id]) => [name, now(id)])),
  );
}
