import { fork } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { PROCESS_SETTINGS } from '../../main/engine/process-settings.ts';
import { tensorflowTarget } from '../../main/targets/tensorflow/target.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { EngineContender } from './engine-contender.ts';

/** What a run leaves in memory. */
export interface Endurance {
  /** Tensors that the backend holds after the first step and after the step `counted`. */
  readonly tensors: readonly [before: number, after: number];
  readonly counted: number;
  /** Between these steps resident memory was compared. */
  readonly steps: Span;
  /** By how much it grew, in MB (10^6 bytes). */
  readonly growth: number;
  /** Resident memory at the end, in MB. */
  readonly resident: number;
}

type Span = readonly [from: number, to: number];

/** The first argument of a process that is started for this alone. */
export const ENDURANCE = 'endurance';

/** Lets a process, started as that of an engine is, train for long, and hears about its memory. */
export function endureApart([from, to]: Span): Promise<Endurance> {
  const child = fork(process.argv[1]!, [ENDURANCE, String(from), String(to)], {
    execArgv: [...process.execArgv, ...PROCESS_SETTINGS.flags],
    env: { ...PROCESS_SETTINGS.environment, ...process.env },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (endurance: Endurance) => resolve(endurance));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The process that looks at memory ended with ${code} before it had an answer.`)),
    );
  });
}

/** What that process does: its arguments say from which step to which. */
export async function endureHere(document: GraphDocument, [from, to]: readonly string[]): Promise<void> {
  const contender = await EngineContender.open(document, await tensorflowTarget());
  const endurance = await endure(contender, [Number(from), Number(to)]);
  contender.dispose();
  process.send!(endurance);
  process.disconnect();
}

async function endure(contender: EngineContender, [from, to]: Span): Promise<Endurance> {
  const { session } = contender;
  await contender.step();
  const before = session.tensorCount();
  for (let step = 0; step < from; step++) await contender.step();
  const after = session.tensorCount();
  const start = residentBytes();
  for (let step = from; step < to; step++) await contender.step();
  const end = residentBytes();
  return {
    tensors: [before, after],
    counted: from,
    steps: [from, to],
    growth: (end - start) / 1e6,
    resident: end / 1e6,
  };
}

let collectGarbage: (() => void) | undefined;

/** Resident memory of this process without JavaScript's garbage. */
function residentBytes(): number {
  if (!collectGarbage) {
    setFlagsFromString('--expose-gc');
    collectGarbage = runInNewContext('gc') as () => void;
  }
  collectGarbage();
  return process.memoryUsage.rss();
}
