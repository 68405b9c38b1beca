import { useEffect } from 'react';
import { create } from 'zustand';
import type { RunCard } from '../../main/bridge/contract.ts';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { useProject } from '../state/project.ts';
import { fillCurves, useRun } from '../state/run.ts';
import { machine } from '../state/studio.ts';
import { useModel } from '../state/training.ts';

interface History {
  /** Of which project these are. */
  readonly project: string | null;
  /** Newest first. */
  readonly runs: readonly RunCard[];
  /** Why they could not be read. */
  readonly problem: Text | null;
}

export const useHistory = create<History>(() => ({ project: null, runs: [], problem: null }));

/** Reads the runs of the project again. */
export async function readHistory(): Promise<void> {
  const project = useProject.getState().open?.project ?? null;
  if (project === null) return useHistory.setState({ project, runs: [], problem: null });
  try {
    const runs = await machine().call('runs', { project });
    if (useProject.getState().open?.project === project)
      useHistory.setState({ project, runs, problem: null });
  } catch (error) {
    useHistory.setState({ project, problem: textOf(error) });
  }
}

/** The runs of the project that is open, kept up to date while the component is there. */
export function useRuns(): History {
  const project = useProject(({ open }) => open?.project ?? null);
  const model = useModel();
  const standing = `${model?.run} ${model?.activity}`;
  useEffect(() => void readHistory(), [project, standing]);
  useEffect(
    () =>
      machine().onNews((news) => {
        if (news.kind === 'checkpoint' && news.project === useProject.getState().open?.project)
          void readHistory();
      }),
    [],
  );
  const history = useHistory();
  return history.project === project ? history : { project, runs: [], problem: null };
}

/** Runs whose records are on their way. */
const reading = new Set<string>();

/** Reads the records of a run into its curves. */
export async function readCurves(run: string): Promise<void> {
  const project = useProject.getState().open?.project;
  if (project === undefined || reading.has(run)) return;
  reading.add(run);
  try {
    const records = await machine().call('records', { project, run });
    if (useProject.getState().open?.project === project) fillCurves(run, records);
  } finally {
    reading.delete(run);
  }
}

/** Draws these runs from their records, those that were not read yet. */
export function useCurvesOf(runs: readonly string[]): void {
  const missing = useRun(({ curves }) => runs.filter((run) => !curves[run]?.read).join('\n'));
  useEffect(() => {
    // A run that was removed meanwhile has none; the history says so.
    for (const run of missing.split('\n').filter(Boolean)) readCurves(run).catch(() => undefined);
  }, [missing]);
}
