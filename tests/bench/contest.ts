import { estimateMedian, median, type Estimate } from './statistics.ts';

/** Something that trains, or only computes, step by step. */
export interface Contender {
  /** Makes one step. @returns how long it took, in milliseconds */
  step(): Promise<number>;
}

/** How two contenders did side by side. */
export interface Outcome {
  readonly pairs: number;
  /** Medians, in milliseconds. */
  readonly ours: number;
  readonly theirs: number;
  /** Our time divided by theirs, pair by pair. */
  readonly ratio: Estimate;
}

export interface Rules {
  readonly pairs: number;
  /** Steps that each of the two makes before. */
  readonly warmUp: number;
  /** The contest ends after so many seconds, however many pairs there were. */
  readonly seconds: number;
}

/** Fewer pairs than these say too little, unless fewer were asked for. */
const FEWEST = 3;

/** One step of ours, one of theirs, in turn, so that whatever else the machine does falls upon both. */
export async function contest(ours: Contender, theirs: Contender, rules: Rules): Promise<Outcome> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let i = 0; i < rules.warmUp; i++) {
    await ours.step();
    await theirs.step();
  }
  const end = performance.now() + rules.seconds * 1000;
  const enough = () => times.ours.length >= FEWEST && performance.now() > end;
  while (times.ours.length < rules.pairs && !enough()) {
    times.ours.push(await ours.step());
    times.theirs.push(await theirs.step());
  }
  return {
    pairs: times.ours.length,
    ours: median(times.ours),
    theirs: median(times.theirs),
    ratio: estimateMedian(times.ours.map((time, i) => time / times.theirs[i]!)),
  };
}
