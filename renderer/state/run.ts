import { create } from 'zustand';
import type { EngineState, Numbers, StudioNews } from '../../main/bridge/contract.ts';
import type { Finding } from '../../nodes/finding.ts';

/** What a view or metric found last. Kept apart from the document: it is large and never edited. */
export interface Seen {
  readonly finding: Finding;
  readonly step: number;
  readonly run: string | null;
}

/** Curves of one run: a value a report, by name. Arrays grow in place; `version` says that they did. */
export interface Curves {
  readonly series: Map<string, { readonly steps: number[]; readonly values: number[] }>;
  readonly version: number;
}

interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly phase: string;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
}

interface RunState {
  readonly engine: EngineState | null;
  readonly progress: Progress | null;
  /** By node of the board. */
  readonly seen: Readonly<Record<string, Seen>>;
  /** By run. */
  readonly curves: Readonly<Record<string, Curves>>;
  /** Statistics of pinned wires, by `node.port`. */
  readonly probes: Readonly<Record<string, Numbers>>;
  /** Runs drawn beside the one at hand. */
  readonly compared: readonly string[];
}

export const useRun = create<RunState>(() => ({
  engine: null,
  progress: null,
  seen: {},
  curves: {},
  probes: {},
  compared: [],
}));

const set = useRun.setState;

/** Forgets what belongs to a project that is left. */
export const forgetRuns = (): void => set({ progress: null, seen: {}, curves: {}, probes: {}, compared: [] });

const NONE: Curves = { series: new Map(), version: 0 };

/** Adds points to the curves of a run; steps that were there already are replaced from there on (a resumed run). */
export function addPoints(
  run: string,
  points: readonly { readonly step: number; readonly numbers: Readonly<Record<string, number>> }[],
): void {
  const { curves } = useRun.getState();
  const { series, version } = curves[run] ?? { ...NONE, series: new Map() };
  for (const { step, numbers } of points)
    for (const [name, value] of Object.entries(numbers)) {
      let one = series.get(name);
      if (!one) series.set(name, (one = { steps: [], values: [] }));
      while (one.steps.length > 0 && one.steps.at(-1)! >= step) {
        one.steps.pop();
        one.values.pop();
      }
      one.steps.push(step);
      one.values.push(value);
    }
  set({ curves: { ...curves, [run]: { series, version: version + 1 } } });
}

/** Takes in what the machine tells of the engine and the run. */
export function hearRun(news: StudioNews, project: string | null): void {
  switch (news.kind) {
    case 'engine':
      return set({ engine: news.state });
    case 'progress': {
      if (news.project !== project) return;
      const { step, steps, phase, stepsPerSecond, secondsLeft, probes } = news;
      set({ progress: { step, steps, phase, stepsPerSecond, secondsLeft } });
      if (Object.keys(probes).length > 0) set({ probes });
      return addPoints(news.run, news.reports);
    }
    case 'look': {
      if (news.project !== project) return;
      const { node, finding, step, run } = news;
      set(({ seen }) => ({ seen: { ...seen, [node]: { finding, step, run } } }));
      if (finding.numbers && run !== null)
        addPoints(run, [
          {
            step,
            numbers: Object.fromEntries(
              Object.entries(finding.numbers).map(([name, value]) => [`${node} ${name}`, value]),
            ),
          },
        ]);
      return;
    }
    default:
  }
}
