import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { RunCard } from '../bridge/contract.ts';
import { stepsOf } from '../engine/standing.ts';
import type { ProjectFiles } from '../projects/project-files.ts';
import { RunFolder } from '../projects/run-folder.ts';
import type { RunRecord } from '../projects/run-record.ts';
import { noSuchRun } from './sentences.ts';

/** A run of a project, as it lies on the disk. */
export interface ProjectRun {
  /** Name of its folder. */
  readonly run: string;
  readonly folder: RunFolder;
  readonly document: GraphDocument;
  /** Milliseconds since 1970. */
  readonly started: number;
}

/** The runs of a project, newest first; a folder that is broken is left out. */
export async function runsOf(files: ProjectFiles): Promise<readonly ProjectRun[]> {
  const runs = await Promise.all(
    (await files.runNames()).map((run) => openRun(files, run).catch(() => null)),
  );
  return runs
    .filter((run) => run !== null)
    .sort((a, b) => b.started - a.started || numberOf(b) - numberOf(a));
}

/** @throws Problem where there is no such run, and a sentence where it is broken */
export async function openRun(files: ProjectFiles, run: string): Promise<ProjectRun> {
  // The name comes from a window: it must be one of those that are there.
  if (!(await files.runNames()).includes(run)) throw noSuchRun(run);
  const { run: folder, document } = await RunFolder.open(path.join(files.runs, run));
  const { mtimeMs } = await stat(folder.documentFile);
  return { run, folder, document, started: mtimeMs };
}

/** A folder for the next run: `run-4`, where the highest number so far is 3. */
export async function nextRunFolder(files: ProjectFiles): Promise<string> {
  const numbers = (await files.runNames()).map((name) => Number(RUN.exec(name)?.[1] ?? 0));
  return path.join(files.runs, `run-${Math.max(0, ...numbers) + 1}`);
}

const RUN = /^run-(\d+)$/;
const numberOf = ({ run }: ProjectRun): number => Number(RUN.exec(run)?.[1] ?? 0);

/** What a list of runs shows of one. */
export async function runCard({ run, folder, document, started }: ProjectRun): Promise<RunCard> {
  const records = recordsOf(folder);
  const checkpoints = await folder.checkpoints();
  const numbers: Record<string, number> = {};
  let [reached, seconds] = [0, 0];
  let problem: Text | null = null;
  for (const record of records) {
    if (record.kind === 'look')
      for (const [name, value] of Object.entries(record.numbers)) numbers[`${record.node} ${name}`] = value;
    if (record.kind === 'numbers') [reached, seconds] = [record.step, record.seconds];
    if (record.kind === 'problem') problem = { en: record.sentence, ko: record.ko ?? record.sentence };
    else if (record.kind === 'numbers') problem = null; // it went on
  }
  const step = Math.max(reached, checkpoints.at(-1) ?? 0);
  return {
    run,
    started,
    step,
    steps: Math.max(step, stepsOf(document.phases)),
    seconds,
    numbers,
    checkpoints,
    problem,
  };
}

/** The lines of a run's metrics, with numbers that JSON has not as numbers again. */
export function recordsOf(folder: RunFolder): readonly RunRecord[] {
  return folder
    .records()
    .map((record) => ('numbers' in record ? { ...record, numbers: revived(record.numbers) } : record));
}

const revived = (numbers: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)]));
