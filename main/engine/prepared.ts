import { knownShape } from '../../nodes/alphabet/shape.ts';
import type { Compiled } from '../../nodes/graph/compiled.ts';
import type { Program } from '../../nodes/program/program.ts';
import type { Runner, Target, Values } from '../targets/target.ts';
import type { Feeder } from './feeds.ts';
import { withResidentData, type ResidentData } from './resident-data.ts';

/** A compiled document as its programs run: training gathers from data that stays with the backend. */
export interface Prepared {
  readonly compiled: Compiled;
  readonly programs: Readonly<Record<string, Program>>;
  readonly resident: ReadonlyMap<string, ResidentData>;
}

/** Makes the training programs of a compiled document gather their examples. */
export function prepare(compiled: Compiled, feeder: Feeder): Prepared {
  const programs: Record<string, Program> = {};
  const resident = new Map<string, ResidentData>();
  const training = new Set(compiled.phases.flatMap(({ optimizers }) => optimizers.map(({ entry }) => entry)));
  for (const [name, { program }] of compiled.entries) {
    programs[name] = program;
    if (!training.has(name)) continue;
    const changed = withResidentData(program, (node) => feeder.trainingExamples(node));
    programs[name] = changed.program;
    for (const data of changed.resident) resident.set(data.name, data);
  }
  return { compiled, programs, resident };
}

/** Opens the programs and hands the data over that stays there. */
export async function openRunner(
  target: Target,
  { programs, resident }: Prepared,
  feeder: Feeder,
): Promise<Runner> {
  const runner = await target.open(programs);
  const data = [...resident.values()].map(({ name, node, port, type }): [string, Values] => [
    name,
    { shape: knownShape(type.shape), dtype: type.dtype, data: feeder.wholeTrainingSet(node, port) },
  ]);
  await runner.write(new Map(data));
  return runner;
}
