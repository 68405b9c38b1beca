import { LoopMemory } from './loop-memory.ts';
import type { Session } from './session.ts';

/** Every number that the metrics and views of a board find now, by `<node> <number>`. */
export async function measure(session: Session): Promise<Record<string, number>> {
  const measured: Record<string, number> = {};
  const memory = new LoopMemory();
  for (const look of session.compiled.looks)
    for (const [number, value] of Object.entries((await session.look(look, { memory })).numbers ?? {}))
      measured[`${look.node} ${number}`] = value;
  return measured;
}
