import { create } from 'zustand';
import type { Numbers } from '../../main/bridge/contract.ts';

interface Sampled {
  readonly numbers: Numbers;
  readonly seed: number;
  /** What the board's doors asked for then, or ask for in what is on its way. */
  readonly asked: string;
}

/** Samples that were asked for by hand, by the name of the output. */
export const useSamples = create<Readonly<Record<string, Sampled>>>(() => ({}));

/** How many projects were opened or left so far. */
let visit = 0;

/** Counts the projects that were opened or left: what was asked for in one is not shown in the next one. */
export const visitNow = (): number => visit;

/** Forgets the samples of a project that is left, those on their way too: another one may call an output the same. */
export function forgetSamples(): void {
  visit += 1;
  useSamples.setState({}, true);
}
