import { create } from 'zustand';
import type { EngineState, Numbers, Result, StudioNews } from '../../main/bridge/contract.ts';
import type { Finding } from '../../nodes/finding.ts';
import { forgetTurns } from './turns.ts';
import { fromRecords, noCurves, ofNode, withMeasured, withReports, type Curves } from './curves.ts';

/** What a view or metric found last. Kept apart from the document: it is large and never edited. */
export interface Seen {
  readonly finding: Finding;
  readonly step: number;
  readonly run: string | null;
  /** When it was heard, in milliseconds since 1970. */
  readonly at: number;
}

interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly phase: string;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
}

/** A number that shows that something goes wrong in a run, though it goes on. */
export type Alarm = Omit<StudioNews & { readonly kind: 'warning' }, 'kind' | 'project'>;

interface RunState {
  readonly engine: EngineState | null;
  readonly progress: Progress | null;
  /** By node of the board. */
  readonly seen: Readonly<Record<string, Seen>>;
  /** What the run before saw last, by node: the ghost of a picture. */
  readonly formerSeen: Readonly<Record<string, Seen>>;
  /** By run. */
  readonly curves: Readonly<Record<string, Curves>>;
  /** Statistics of pinned wires, by `node.port`. */
  readonly probes: Readonly<Record<string, Numbers>>;
  /** What the engine warned of, oldest first; of one number the newest. */
  readonly alarms: readonly Alarm[];
  /** Runs drawn beside the one at hand. */
  readonly compared: readonly string[];
}

export const useRun = create<RunState>(() => ({
  engine: null,
  progress: null,
  seen: {},
  formerSeen: {},
  curves: {},
  probes: {},
  alarms: [],
  compared: [],
}));

const set = useRun.setState;

/** Forgets what belongs to a project that is left. */
export function forgetRuns(): void {
  set({ progress: null, seen: {}, formerSeen: {}, curves: {}, probes: {}, alarms: [], compared: [] });
  forgetTurns();
}

const changeCurves = (run: string, change: (curves: Curves) => Curves): void =>
  set(({ curves }) => ({ curves: { ...curves, [run]: change(curves[run] ?? noCurves()) } }));

/** Draws a run from its records; what was heard of it since stays. */
export const fillCurves = (run: string, records: Result<'records'>): void =>
  changeCurves(run, (heard) => fromRecords(records, heard));

/** Draws a run beside the one at hand, or no longer. */
export const toggleCompared = (run: string): void =>
  set(({ compared }) => ({
    compared: compared.includes(run) ? compared.filter((other) => other !== run) : [...compared, run],
  }));

/** Keeps what a view or metric found, as it came. */
export function keepSeen(node: string, found: Omit<Seen, 'at'>): void {
  set(({ seen, formerSeen }) => {
    const before = seen[node];
    const another = before && found.run !== null && before.run !== null && before.run !== found.run;
    return {
      seen: { ...seen, [node]: { ...found, at: Date.now() } },
      ...(another ? { formerSeen: { ...formerSeen, [node]: before } } : {}),
    };
  });
  const { run, step, finding } = found;
  if (finding.numbers && run !== null) {
    const measured = { step, numbers: ofNode({ node, numbers: finding.numbers }) };
    changeCurves(run, (curves) => withMeasured(curves, measured));
  }
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
      return changeCurves(news.run, (curves) => withReports(curves, news.reports));
    }
    case 'look': {
      if (news.project !== project) return;
      const { node, finding, step, run } = news;
      return keepSeen(node, { finding, step, run });
    }
    case 'warning': {
      if (news.project !== project) return;
      const { run, step, node, number, value, text } = news;
      return set(({ alarms }) => ({
        alarms: [
          ...alarms.filter((one) => one.run !== run || one.node !== node || one.number !== number),
          { run, step, node, number, value, text },
        ],
      }));
    }
    default:
  }
}
