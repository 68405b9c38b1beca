import type { PlannedOptimizer } from '../../nodes/graph/compiled.ts';
import type { Session } from '../engine/session.ts';
import type { BackendName } from '../engine/backends/report.ts';
import { stepThrough } from '../targets/tfjs/stepper.ts';
import type { Elements } from '../targets/target.ts';

/** What the numbers of a value are like. */
export interface Statistics {
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly largest: number;
}

/**
 * Runs the step of an optimizer once, line by line, and says what each of these values is like. Nothing is updated.
 * @param ids numbers of values in the program as it was written
 * @param draw number of the draw: which examples, which noise
 */
export async function valuesOfStep(
  session: Session,
  { entry }: PlannedOptimizer,
  ids: ReadonlySet<number>,
  draw: number,
  backend: BackendName,
): Promise<ReadonlyMap<number, Statistics>> {
  const { traced } = session.compiled.entries.get(entry)!;
  const feeds = session.feedsOf(entry, draw, {}, 'traced');
  const variables = await session.read(traced.variables.map(({ name }) => name));
  const found = new Map<number, Statistics>();
  const note = (id: number, data: Elements) => ids.has(id) && found.set(id, statistics(data));
  for (const { name, value } of traced.feeds) note(value, feeds[name]!);
  for (const { name, value } of traced.variables) note(value, variables.get(name)!.data);
  const visit: Parameters<typeof stepThrough>[3] = (instruction, outputs) => {
    instruction.outputs.forEach((id, i) => note(id, outputs[i]!.data));
    return 'go on';
  };
  await stepThrough(traced, feeds, variables, visit, backend);
  return found;
}

function statistics(data: Elements): Statistics {
  let [sum, least, largest] = [0, Infinity, -Infinity];
  for (const x of data) {
    sum += x;
    least = Math.min(least, x);
    largest = Math.max(largest, x);
  }
  const mean = sum / data.length;
  let squares = 0;
  for (const x of data) squares += (x - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / data.length), least, largest };
}
