import type { Session } from './session.ts';

/** Every number that the metrics and views of a board find now, by `<node> <number>`. */
export async function measure(session: Session): Promise<Record<string, number>> {
  const measured: Record<string, number> = {};
  for (const look of session.compiled.looks)
    for (const [number, value] of Object.entries((await session.look(look)).numbers ?? {}))
      measured[`${look.node} ${number}`] = value;
  return measured;
}
