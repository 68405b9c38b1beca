import path from 'node:path';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { diskError } from './disk-error.ts';
import { giveLock, takeLock, type Holder } from './lock.ts';

const TRAINING = 'training.pid';
const STUDIO = path.join('.genloom', 'studio.lock');

/**
 * Makes a run this process's own for as long as it trains, so that no two processes write into one folder.
 * @throws a sentence where another process that is alive holds it
 */
export function claim(folder: string): void {
  const file = path.join(folder, TRAINING);
  const holder = take(file);
  if (holder)
    throw new Problem(
      `${folder} is being trained by another process (${holder.pid}). Stop that one first (Ctrl+C there leaves a checkpoint); if there is none any more, remove ${file}.`,
      `${folder}을(를) 다른 프로세스(${holder.pid})가 학습하고 있습니다. 먼저 그쪽을 멈추세요(Ctrl+C를 누르면 체크포인트가 남습니다). 그런 프로세스가 없다면 ${file} 파일을 지우세요.`,
    );
}

/** Gives a claim back, if it is still this process's. */
export const release = (folder: string): void => giveLock(path.join(folder, TRAINING));

/**
 * Makes a folder of projects this process's own while a studio has it open: two would autosave over each other.
 * @throws a sentence where another process that is alive has it open
 */
export function claimWorkspace(folder: string): void {
  const file = path.join(folder, STUDIO);
  let holder: Holder | null;
  try {
    holder = takeLock(file);
  } catch {
    return; // Where nothing can be written, nothing can be overwritten: the first save says why.
  }
  if (!holder) return;
  const since = new Date(holder.since).toISOString().slice(0, 16).replace('T', ' ');
  throw new Problem(
    `The projects in ${folder} are open in another Genloom (process ${holder.pid}, since ${since} UTC); two at once would overwrite each other's work. Use the window that is open, close it first, or choose another folder with --folder. If there is no such process any more, remove ${file}.`,
    `${folder}의 프로젝트가 다른 Genloom에서 열려 있습니다(프로세스 ${holder.pid}, ${since} UTC부터). 둘이 함께 열면 서로의 작업을 덮어씁니다. 열려 있는 창을 쓰거나, 그쪽을 먼저 닫거나, --folder로 다른 폴더를 고르세요. 그런 프로세스가 없다면 ${file} 파일을 지우세요.`,
  );
}

/** Gives a folder of projects back, if it is still this process's. */
export const releaseWorkspace = (folder: string): void => giveLock(path.join(folder, STUDIO));

function take(file: string): Holder | null {
  try {
    return takeLock(file);
  } catch (error) {
    throw diskError(error, 'write', file);
  }
}
