import { knownShape } from '../../nodes/alphabet/shape.ts';
import type { Compiled } from '../../nodes/graph/compiled.ts';
import type { Program } from '../../nodes/program/program.ts';
import { stagesOf, type Stage } from '../../nodes/program/stages.ts';
import type { Runner, Target, Values } from '../targets/target.ts';
import type { Feeder } from './feeds.ts';
import { withResidentData, type ResidentData } from './resident-data.ts';

/** A compiled document as its programs run: training gathers from data that stays with the backend. */
export interface Prepared {
  readonly compiled: Compiled;
  readonly programs: Readonly<Record<string, Program>>;
  /** By entry, of what runs outside training: its parts, the loops among them one call a turn. */
  readonly stages: ReadonlyMap<string, readonly Stage[]>;
  readonly resident: ReadonlyMap<string, ResidentData>;
}

/** How the runner knows a part of an entry; what has one part goes by the name of its entry. */
export const stageName = (entry: string, stage: number): string =>
  stage === 0 ? entry : `${entry}#${stage}`;

/** Makes the training programs of a compiled document gather their examples. */
export function prepare(compiled: Compiled, feeder: Feeder): Prepared {
  const programs: Record<string, Program> = {};
  const stages = new Map<string, readonly Stage[]>();
  const resident = new Map<string, ResidentData>();
  const training = new Set(compiled.phases.flatMap(({ optimizers }) => optimizers.map(({ entry }) => entry)));
  for (const [name, { program }] of compiled.entries) {
    if (!training.has(name)) {
      const parts = stagesOf(program);
      stages.set(name, parts);
      parts.forEach((part, i) => (programs[stageName(name, i)] = part.program));
      continue;
    }
    const changed = withResidentData(program, (node) => feeder.trainingExamples(node));
    programs[name] = changed.program;
    for (const data of changed.resident) resident.set(data.name, data);
  }
  return { compiled, programs, stages, resident };
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
