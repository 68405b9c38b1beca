import type { DrawnRun, PlotLine, Split } from './curve-lines.ts';
import type { LineLook } from './curve-plot.tsx';

/** Colours of runs that stand beside the one at hand, in the order in which they were chosen. */
const COMPARED = [
  '--family-sampling',
  '--family-training',
  '--family-views',
  '--family-noise',
  '--family-losses',
  '--family-data',
] as const;

/** @param place among those that stand beside the one at hand */
const colourOfCompared = (place: number): `--${string}` => COMPARED[place % COMPARED.length]!;

/** The colour that marks a run which was chosen to be compared. @param now the run at hand */
export const colourOfChosen = (run: string, compared: readonly string[], now: string | null): `--${string}` =>
  run === now ? '--accent' : colourOfCompared(compared.filter((one) => one !== now).indexOf(run));

/**
 * The colour of a run's curve. While one run stands alone its two splits differ in colour; among several the colour is the
 * run, and the split is told by dots and dashes.
 */
export function colourOf({ run, part }: DrawnRun, split: Split, runs: readonly DrawnRun[]): `--${string}` {
  const compared = runs.filter((one) => one.part === 'compared');
  if (part === 'former') return '--outline';
  if (part === 'compared') return colourOfCompared(compared.findIndex((one) => one.run === run));
  return split === 'heldOut' && compared.length === 0 ? '--family-sampling' : '--accent';
}

export function lookOfLine(
  line: PlotLine,
  runs: readonly DrawnRun[],
  nameOf: (run: string) => string,
  splits: Readonly<Record<Split, string>>,
): LineLook {
  const { run, split, raw } = line;
  const heldOut = split === 'heldOut';
  const several = runs.some(({ part }) => part === 'compared');
  const ghost = run.part === 'former';
  return {
    label: raw || ghost ? '' : `${several ? `${nameOf(run.run)} ` : ''}${splits[split]}`,
    colour: colourOf(run, split, runs),
    alpha: raw ? 0.3 : ghost ? 0.6 : 1,
    width: raw || ghost ? 1 : 1.75,
    dashed: heldOut,
    dots: heldOut && !ghost,
  };
}
