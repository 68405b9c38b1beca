import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { diskError } from './disk-error.ts';

const FILE = 'training.pid';

/**
 * Makes a run this process's own for as long as it trains, so that no two processes write into one folder. A claim of a process
 * that is gone (`kill -9`, a power cut) does not count.
 * @throws a sentence where another process that is alive holds it
 */
export function claim(folder: string): void {
  const file = path.join(folder, FILE);
  const holder = holderOf(file);
  if (holder !== null && holder !== process.pid && isAlive(holder))
    throw new Problem(
      `${folder} is being trained by another process (${holder}). Stop that one first (Ctrl+C there leaves a checkpoint); if there is none any more, remove ${file}.`,
      `${folder}을(를) 다른 프로세스(${holder})가 학습하고 있습니다. 먼저 그쪽을 멈추세요(Ctrl+C를 누르면 체크포인트가 남습니다). 그런 프로세스가 없다면 ${file} 파일을 지우세요.`,
    );
  try {
    writeFileSync(file, `${process.pid}\n`);
  } catch (error) {
    throw diskError(error, 'write', file);
  }
}

/** Gives a claim back, if it is still this process's. */
export function release(folder: string): void {
  const file = path.join(folder, FILE);
  if (holderOf(file) === process.pid) rmSync(file, { force: true });
}

function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
