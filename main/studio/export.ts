import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { exporters } from '../exporters/catalogue.ts';
import { diskError } from '../projects/disk-error.ts';
import { projectRoot } from '../projects/root.ts';
import type { ExportAnswer, ExportOrder } from './export-process.ts';
import type { ModelAtHand } from './model-at-hand.ts';
import type { OpenProject } from './open-project.ts';
import { openRun } from './runs.ts';
import { exportEnded, noSuchFormat, notTrainedYet } from './sentences.ts';
import { offeredWeights, wantedWeights } from './weights.ts';

/**
 * Exports the model of a project into `exports/<format>-<n>` beside it: the one that is shown, else the best that there is.
 * @param signal stops it; nothing is left then
 * @throws a sentence where nothing is trained, or where the export fails
 */
export async function exportProject(
  project: OpenProject,
  format: string,
  { held, state }: Pick<ModelAtHand, 'held' | 'state'>,
  signal: AbortSignal,
): Promise<{ folder: string; files: readonly string[] }> {
  if (!exporters.has(format)) throw noSuchFormat(format, [...exporters.keys()]);
  const shown = held?.project === project ? state : null;
  // While it trains, its last checkpoint is the newest that there is.
  const step = held?.shown ? shown?.step : undefined;
  const weights = shown?.run
    ? await wantedWeights(project, shown.run, step)
    : (await offeredWeights(project)).find(({ run }) => !shown || run === null);
  if (!weights) throw notTrainedYet(project.name);
  const text =
    weights.run === null
      ? (shown?.text ?? (await project.files.open()).text)
      : await (await openRun(project.files, weights.run)).folder.documentText();
  const folder = await claimFolder(project.files.exports, format);
  try {
    const files = await exported({ name: project.name, text, weights, format, folder }, signal);
    return { folder, files };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Makes the first free folder `<format>-<n>`. */
async function claimFolder(parent: string, format: string): Promise<string> {
  let n = 1;
  while (existsSync(path.join(parent, `${format}-${n}`))) n++;
  const folder = path.join(parent, `${format}-${n}`);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskError(error, 'write', folder);
  });
  return folder;
}

function exported(order: ExportOrder, signal: AbortSignal): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(projectRoot(), 'out', 'export.js'), {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const stop = () => child.kill();
    signal.addEventListener('abort', stop, { once: true });
    child.once('message', (answer: ExportAnswer) => {
      if ('files' in answer) resolve(answer.files);
      else reject(new Problem(answer.problem.en, answer.problem.ko));
    });
    child.once('error', reject);
    child.once('exit', (code, killed) => {
      signal.removeEventListener('abort', stop);
      reject(exportEnded(killed ?? `exit code ${code}`));
    });
    child.send(order);
  });
}
