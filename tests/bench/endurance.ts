import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { EngineContender } from './engine-contender.ts';

/** What a run leaves in memory. */
export interface Endurance {
  /** Tensors that the backend holds after the first step and after the step `counted`. */
  readonly tensors: readonly [before: number, after: number];
  readonly counted: number;
  /** Between these steps resident memory was compared. */
  readonly steps: readonly [from: number, to: number];
  /** By how much it grew, in MB (10^6 bytes). */
  readonly growth: number;
  /** Resident memory at the end, in MB. */
  readonly resident: number;
}

/** Trains for long and looks at the memory of this process, in which nothing else may happen meanwhile. */
export async function endure(
  contender: EngineContender,
  [from, to]: readonly [number, number],
): Promise<Endurance> {
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
