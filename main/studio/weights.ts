import path from 'node:path';
import type { ModelState } from '../bridge/contract.ts';
import type { WeightsFile } from '../engine/weights-file.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { RunFolder } from '../projects/run-folder.ts';
import { readTemplate, templateNames } from '../projects/templates.ts';
import type { OpenProject } from './open-project.ts';
import { openRun, runsOf } from './runs.ts';

/** Weights that a project has. */
export interface OfferedWeights extends WeightsFile {
  /** `null` for those of its template. */
  readonly run: string | null;
}

/** How many checkpoints of a run are offered: one that is broken has another before it. */
const MOST = 3;

/** The weights that a project has, best first: those of its newest run, then of older ones, then those of its template. */
export async function offeredWeights(project: OpenProject): Promise<OfferedWeights[]> {
  const offered: OfferedWeights[] = [];
  for (const { run, folder } of await runsOf(project.files)) {
    // Step 0 is before anything was learned.
    const steps = (await folder.checkpoints()).filter((step) => step > 0).slice(-MOST);
    offered.push(...steps.reverse().map((step) => checkpointAt(run, folder, step)));
  }
  const template = await templateWeights(project.template);
  return template ? [...offered, template] : offered;
}

/**
 * The weights of a run at a step of its timeline, its last one unless told.
 * @throws Problem where there is no such checkpoint
 */
export async function wantedWeights(
  project: OpenProject,
  run: string,
  step?: number,
): Promise<OfferedWeights> {
  const { folder } = await openRun(project.files, run);
  const steps = await folder.checkpoints();
  const at = step ?? steps.at(-1);
  if (at !== undefined && steps.includes(at)) return checkpointAt(run, folder, at);
  throw new Problem(
    `The run '${run}' has no checkpoint${step === undefined ? '' : ` at step ${step}`}; it has some at ${steps.join(', ') || 'no step'}. Choose one of them.`,
    `'${run}' 실행에는 ${step === undefined ? '' : `${step}스텝의 `}체크포인트가 없습니다. 있는 스텝: ${steps.join(', ') || '없음'}. 그중 하나를 고르세요.`,
  );
}

const checkpointAt = (run: string, folder: RunFolder, step: number): OfferedWeights => ({
  file: folder.checkpointFile(step),
  form: 'checkpoint',
  run,
});

export async function templateWeights(name: string | null): Promise<OfferedWeights | null> {
  if (name === null || !(await templateNames()).includes(name)) return null;
  const { weights } = await readTemplate(name);
  return weights === null ? null : { file: path.resolve(weights), form: 'weights', run: null };
}

/** What a model with these weights says of them. */
export const foundWeights = (weights: OfferedWeights | undefined): Pick<ModelState, 'run' | 'weights'> => ({
  run: weights?.run ?? null,
  weights: weights === undefined ? 'new' : weights.run === null ? 'template' : 'run',
});
