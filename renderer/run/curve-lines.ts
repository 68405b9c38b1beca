import type { Curves, Series } from '../state/curves.ts';
import { thin } from '../views/thin.ts';
import type { Line } from './align.ts';
import type { Measure } from './measures.ts';
import { secondsAt } from './seconds-at.ts';
import { smooth } from './smooth.ts';

export type Split = 'train' | 'heldOut';

/** A run as it is drawn. */
export interface DrawnRun {
  readonly run: string;
  readonly curves: Curves;
  /** `now`: the run at hand. `former`: the one before it, a grey ghost. `compared`: chosen to stand beside. */
  readonly part: 'now' | 'former' | 'compared';
}

/** One line of a plot. */
export interface PlotLine extends Line {
  readonly key: string;
  readonly run: DrawnRun;
  readonly split: Split;
  /** The line as it was measured, behind its smoothed one. */
  readonly raw: boolean;
}

export interface CurveSettings {
  readonly smoothing: number;
  readonly axis: 'step' | 'seconds';
  /** Splits and runs that the legend put away. */
  readonly hidden: ReadonlySet<string>;
  /** Steps from and to; `null`: all. */
  readonly range: readonly [number, number] | null;
}

/** Parts of a plot in which a curve keeps four points. */
const BUCKETS = 350;

/** The lines of one quantity, of all runs, those that matter most last and so on top. */
export function linesOf(
  measure: Measure,
  runs: readonly DrawnRun[],
  settings: CurveSettings,
): readonly PlotLine[] {
  const order: readonly DrawnRun['part'][] = ['former', 'compared', 'now'];
  return runs
    .toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
    .filter(({ run }) => !settings.hidden.has(run))
    .flatMap((run) => [
      ...splitOf(measure, run, 'train', settings),
      ...splitOf(measure, run, 'heldOut', settings),
    ]);
}

function splitOf(measure: Measure, run: DrawnRun, split: Split, settings: CurveSettings): PlotLine[] {
  const name = measure[split];
  const series = name === null ? undefined : run.curves.series.get(name);
  if (!series || settings.hidden.has(split)) return [];
  const line = (of: Series, raw: boolean): PlotLine => ({
    ...seen(of, run.curves, settings),
    key: `${run.run} ${split}${raw ? ' raw' : ''}`,
    run,
    split,
    raw,
  });
  // Held-out numbers are few and each a mean over many examples: they are drawn as they are.
  if (split === 'heldOut' || settings.smoothing === 0) return [line(series, false)];
  const smoothed = { steps: series.steps, values: smooth(series.values, settings.smoothing) as number[] };
  const ghost = run.part === 'former';
  return [...(ghost ? [] : [line(series, true)]), line(smoothed, false)];
}

/** What of a curve is seen, over the x that is chosen. */
function seen(series: Series, { seconds }: Curves, { axis, range }: CurveSettings): Line {
  const last = series.steps.at(-1) ?? 0;
  const [from, to] = axis === 'step' && range ? range : [0, last];
  const { steps, values } = thin(series, from, to, BUCKETS);
  return { xs: axis === 'step' ? steps : steps.map((step) => secondsAt(seconds, step)), ys: values };
}
