import { measure } from '../engine/measure.ts';
import type { Backend } from '../engine/run.ts';
import { Session } from '../engine/session.ts';
import type { Template } from '../projects/templates.ts';

/**
 * Trains a template from scratch with each of the seeds 1 to `count`, and writes nothing.
 * @returns what they reach in the numbers that the template promises, by name, a value a seed
 */
export async function trainWithSeeds(
  { name, document, about }: Template,
  count: number,
  { target, fingerprint }: Backend,
): Promise<Record<string, number[]>> {
  const promised = Object.keys(about?.reaches ?? {});
  const reached: Record<string, number[]> = Object.fromEntries(promised.map((number) => [number, []]));
  for (let seed = 1; seed <= count; seed++) {
    const session = await Session.open({ ...structuredClone(document), seed }, target, fingerprint);
    try {
      while (!session.finished) {
        await session.step();
        if (session.counters.step % 100 === 0)
          process.stderr.write(`\r${name}, seed ${seed}: ${session.counters.step}/${session.steps}   `);
      }
      const measured = await measure(session);
      for (const number of promised) reached[number]!.push(Number(measured[number]!.toPrecision(5)));
    } finally {
      session.dispose();
    }
  }
  process.stderr.write('\n');
  return reached;
}
