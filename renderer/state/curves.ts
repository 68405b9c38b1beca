import type { Result } from '../../main/bridge/contract.ts';

/** Values over training: `steps` ascend. Grows in place. */
export interface Series {
  readonly steps: number[];
  readonly values: number[];
}

/** Curves of one run, by name. Arrays grow in place; `version` says that they did. */
export interface Curves {
  readonly series: Map<string, Series>;
  /** Seconds of training at some of the steps, where the run's records were read. */
  readonly seconds: Series;
  /** Whether the run's records are in it. */
  readonly read: boolean;
  readonly version: number;
}

export interface Report {
  readonly step: number;
  readonly numbers: Readonly<Record<string, number>>;
}

export const noCurves = (): Curves => ({
  series: new Map(),
  seconds: { steps: [], values: [] },
  read: false,
  version: 0,
});

/** Reports of a training, in its order. Where it went on from an earlier step, what was after that is gone. */
export function withReports(curves: Curves, reports: readonly Report[]): Curves {
  const first = reports[0];
  if (!first) return curves;
  for (const series of [...curves.series.values(), curves.seconds]) cutFrom(series, first.step);
  for (const { step, numbers } of reports)
    for (const [name, value] of Object.entries(numbers)) {
      const series = seriesOf(curves, name);
      cutFrom(series, step);
      series.steps.push(step);
      series.values.push(value);
    }
  return { ...curves, version: curves.version + 1 };
}

/** What a view or a metric measured at a step, perhaps of long ago. */
export function withMeasured(curves: Curves, { step, numbers }: Report): Curves {
  for (const [name, value] of Object.entries(numbers)) {
    const { steps, values } = seriesOf(curves, name);
    const at = indexFrom(steps, step);
    if (steps[at] === step) values[at] = value;
    else {
      steps.splice(at, 0, step);
      values.splice(at, 0, value);
    }
  }
  return { ...curves, version: curves.version + 1 };
}

/** Curves as a run's records tell them, followed by what was heard since. */
export function fromRecords(records: Result<'records'>, heard: Curves = noCurves()): Curves {
  const read = noCurves();
  for (const record of records) {
    if (record.kind === 'numbers') {
      withReports(read, [record]);
      read.seconds.steps.push(record.step);
      read.seconds.values.push(record.seconds);
    } else if (record.kind === 'look') withMeasured(read, { step: record.step, numbers: ofNode(record) });
  }
  for (const [name, { steps, values }] of heard.series) {
    const series = seriesOf(read, name);
    const from = indexFrom(steps, (series.steps.at(-1) ?? -1) + 1);
    for (let i = from; i < steps.length; i++) {
      series.steps.push(steps[i]!);
      series.values.push(values[i]!);
    }
  }
  return { ...read, read: true, version: heard.version + 1 };
}

/** Numbers of a view or metric, named as curves are: `elbo KL`. */
export const ofNode = ({
  node,
  numbers,
}: {
  readonly node: string;
  readonly numbers: Readonly<Record<string, number>>;
}): Record<string, number> =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${node} ${name}`, value]));

/** The first index whose step is at least `step`. */
export function indexFrom(steps: readonly number[], step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]! < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

function seriesOf({ series }: Curves, name: string): Series {
  let one = series.get(name);
  if (!one) series.set(name, (one = { steps: [], values: [] }));
  return one;
}

function cutFrom({ steps, values }: Series, step: number): void {
  // Nearly always there is nothing to cut, and an array whose length is set is slow from then on.
  if (steps.length === 0 || steps.at(-1)! < step) return;
  const length = indexFrom(steps, step);
  steps.splice(length);
  values.splice(length);
}
