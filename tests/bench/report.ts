import type { Outcome } from './contest.ts';
import type { Endurance } from './endurance.ts';
import type { OwnTime } from './engine-contender.ts';
import type { Estimate } from './statistics.ts';
import type { TemplateReport } from './templates.ts';
import type { Watched } from './watching.ts';
import type { WindowReport } from './window.ts';

/** Whom a net is compared with. */
export type Rival = 'reference' | 'eager' | 'keras' | 'torch';

export interface RivalReport extends Outcome {
  readonly rival: Rival;
  /** Name and version of what computes. */
  readonly version: string;
  /** What the ratio should stay below, where that was promised. */
  readonly goal: number | null;
  readonly met: boolean | null;
}

export interface NetReport {
  readonly net: string;
  readonly title: string;
  readonly batch: number;
  readonly parameters: number;
  /** How ours comes to its data. */
  readonly data: string;
  readonly own: OwnTime;
  readonly rivals: readonly RivalReport[];
}

/** Everything that the bench found out; it is written as JSON. */
export interface Report {
  readonly date: string;
  readonly quick: boolean;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly tensorflow: string;
  readonly threads: number;
  readonly nets: readonly NetReport[];
  readonly templates: readonly TemplateReport[];
  readonly endurance: Endurance | null;
  readonly watched: Watched | null;
  readonly window: WindowReport | null;
  /** What was not measured, and why. */
  readonly notes: readonly string[];
}

/** What the issue asks for. */
export const GOALS = {
  /** Our time divided by theirs. */
  ratios: { reference: null, eager: 0.5, keras: 1.15, torch: null },
  /** Milliseconds of a step outside of TensorFlow. */
  own: 0.2,
  /** MB of resident memory. */
  growth: 5,
  /** CPU time of watching, divided by that of steps. */
  watching: 0.03,
  /** Milliseconds of the window, the median of the tries; of frames the 95th percentile: one may be missed now and then. */
  window: { firstPaint: 1000, templateOpen: 500, shapes: 50, frames: 34 },
  /** Bytes, compressed, before anything is seen: a quarter of a second at 10 Mbit/s. */
  firstScripts: 300_000,
} as const satisfies {
  ratios: Record<Rival, number | null>;
  own: number;
  growth: number;
  watching: number;
  window: Record<'firstPaint' | 'templateOpen' | 'shapes' | 'frames', number>;
  firstScripts: number;
};

/** A goal is met unless the measurement speaks against it: when the interval's lower end is below it. */
export const meets = (ratio: Estimate, goal: number): boolean => ratio.low < goal;

/** An outcome beside what was promised. */
export function judged(rival: Rival, version: string, outcome: Outcome): RivalReport {
  const goal = GOALS.ratios[rival];
  return { rival, version, ...outcome, goal, met: goal === null ? null : meets(outcome.ratio, goal) };
}

/**
 * Refuses a comparison of different nets.
 * @throws a sentence where the counts of parameters differ
 */
export function mustHaveSameParameters(net: string, ours: number, rival: Rival, theirs: number): void {
  if (ours !== theirs)
    throw new Error(
      `The net '${net}' has ${ours} parameters in the engine and ${theirs} in its twin (${rival}): these are different nets, so their times say nothing. Make them equal in tests/bench and tests/oracles.`,
    );
}
