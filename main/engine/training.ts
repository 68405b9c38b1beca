import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Finding } from '../../nodes/finding.ts';
import type { Look } from '../../nodes/graph/compiled.ts';
import { Alarms } from './alarms.ts';
import type { Checkpoints } from './checkpoints.ts';
import { LoopMemory } from './loop-memory.ts';
import { Means } from './means.ts';
import type { RunFolder } from '../projects/run-folder.ts';
import type { Session } from './session.ts';
import { Stopped, type TurnDone } from './turns.ts';
import type { Values } from '../targets/target.ts';
import { processorTime, type Watching } from './watching.ts';

/** What a training tells those who watch. */
export type News =
  | {
      readonly kind: 'progress';
      readonly step: number;
      readonly steps: number;
      readonly phase: string;
      /** Means since the last report. */
      readonly numbers: Readonly<Record<string, number>>;
      readonly probes: Readonly<Record<string, Values>>;
      readonly stepsPerSecond: number;
      readonly secondsLeft: number;
    }
  /** A number that stayed where it tells of trouble; told once, and again only after it was well in between. */
  | {
      readonly kind: 'warning';
      readonly step: number;
      readonly node: string;
      readonly number: string;
      readonly value: number;
      readonly text: Text;
    }
  /** A turn of a sampler is done, of the entry that is at work: `output/<name>` is being sampled, or `look/<node>` looks. */
  | ({ readonly kind: 'turn'; readonly of: string } & TurnDone)
  /** There are no more turns of that: it is done, or was stopped. */
  | { readonly kind: 'turns over'; readonly of: string }
  | { readonly kind: 'look'; readonly step: number; readonly node: string; readonly finding: Finding }
  | { readonly kind: 'checkpoint'; readonly step: number; readonly file: string };

export interface TrainingOptions {
  /** Steps between two lines of metrics. */
  readonly reportEvery: number;
  /** Steps between two looks of the metrics, and of the views where nobody watches; 0 = only at the end. */
  readonly lookEvery: number;
  /** Steps between two checkpoints that are kept for the timeline. */
  readonly keepEvery: number;
  /** Seconds after which a checkpoint is due in any case; the newest of these replaces the one before. */
  readonly saveSeconds: number;
  /** Stops after this step. */
  readonly until?: number;
  /** Somebody watches: views are looked at when they are due. */
  readonly watching?: Watching;
  readonly tell: (news: News) => void;
  /** Stops after the step at hand. */
  readonly signal: AbortSignal;
}

/** Sane settings for a training of this many steps. */
export const usualPace = (
  steps: number,
): Pick<TrainingOptions, 'reportEvery' | 'lookEvery' | 'keepEvery' | 'saveSeconds'> => ({
  reportEvery: Math.max(1, Math.round(steps / 300)),
  lookEvery: Math.max(1, Math.ceil(steps / 10)),
  keepEvery: Math.max(1, Math.ceil(steps / 10)),
  saveSeconds: 20,
});

/**
 * Trains until all phases are done or somebody stops it, writing metrics and checkpoints into the run's folder.
 * @param before seconds of training that came before
 * @throws NonFiniteLoss; the last checkpoint stands
 */
export async function train(
  session: Session,
  run: RunFolder,
  checkpoints: Checkpoints,
  before: number,
  options: TrainingOptions,
): Promise<void> {
  const { watching, until = Infinity } = options;
  const begun = performance.now();
  const first = session.counters.step;
  const seconds = () => before + (performance.now() - begun) / 1000;
  const turns = run.dials();
  const means = new Means();
  const { looks } = session.compiled;
  const often = looks.filter(({ definition }) => !definition.rarely);
  const metrics = often.filter(({ definition }) => definition.role === 'metric');
  const tellProgress = (numbers: Record<string, number>, probes: Readonly<Record<string, Values>>) => {
    const { step } = session.counters;
    const stepsPerSecond = (step - first) / ((performance.now() - begun) / 1000);
    options.tell({
      kind: 'progress',
      step,
      steps: session.steps,
      phase: session.phase.name,
      numbers,
      probes,
      stepsPerSecond,
      secondsLeft: (session.steps - step) / stepsPerSecond,
    });
  };
  const alarms = new Alarms(session.document);
  let saved = performance.now();
  let yielded = performance.now();
  let probes: Readonly<Record<string, Values>> = {};
  watching?.begin(processorTime());
  if (first === 0) {
    // Whoever watches wants to see it move: the first look at the metrics can wait.
    const memory = new LoopMemory();
    if (!watching) for (const one of often) await look(session, run, one, options, memory);
    if (checkpoints.saved !== 0) await save(checkpoints, session, before, true, options);
  }

  while (!session.finished && session.counters.step < until && !options.signal.aborted) {
    // Somebody samples: steps wait for it, and whoever wants to pause does not.
    if (session.isBusy) {
      await Promise.race([session.settled(), aborted(options.signal)]);
      continue;
    }

    // 1. turn the dials that somebody turned at this place the last time
    for (const { step, node, dial, value } of turns)
      if (step === session.counters.step) session.setDial(node, dial, value);

    // 2. one step of every optimizer
    const updates = await session.step();
    means.add(updates);
    probes = updates.at(-1)?.probes ?? {};
    const { step } = session.counters;

    // 3. report
    if (step % options.reportEvery === 0 || session.finished) {
      const numbers = means.take();
      run.record({ kind: 'numbers', step, seconds: round(seconds()), numbers });
      tellProgress(numbers, probes);
      for (const warning of alarms.heard(numbers)) {
        const { node, number, value, text } = warning;
        run.record({ kind: 'warning', step, node, number, value, sentence: text.en, ko: text.ko });
        options.tell({ kind: 'warning', step, ...warning });
      }
    }

    // 4. look with fixed draws
    const early = watching && step === Math.ceil(options.lookEvery / 8);
    const lookNow = (options.lookEvery > 0 && (early || step % options.lookEvery === 0)) || session.finished;
    if (lookNow) {
      const memory = new LoopMemory();
      for (const one of session.finished ? looks : watching ? metrics : often)
        await look(session, run, one, options, memory);
    }
    const due = lookNow ? null : watching?.due(processorTime());
    if (due) await look(session, run, due, options);

    // 5. keep what must not be lost
    const kept = step % options.keepEvery === 0 || session.finished;
    if (kept || performance.now() - saved > options.saveSeconds * 1000) {
      await save(checkpoints, session, seconds(), kept, options);
      saved = performance.now();
    }

    // 6. let messages in
    if (performance.now() - yielded > 20) {
      await new Promise((resolve) => setImmediate(resolve));
      yielded = performance.now();
    }
  }
  const { step } = session.counters;
  // What was not reported yet is told, so that a single step shows; its line of metrics is written when it is whole.
  if (!means.empty) tellProgress(means.take(), probes);
  if (checkpoints.saved !== step) await save(checkpoints, session, seconds(), false, options);
}

async function save(
  checkpoints: Checkpoints,
  session: Session,
  seconds: number,
  kept: boolean,
  options: TrainingOptions,
): Promise<void> {
  const file = await checkpoints.save(seconds, kept);
  options.tell({ kind: 'checkpoint', step: session.counters.step, file });
}

/**
 * Looks, unless a pause comes meanwhile.
 * @param memory of the looks at the same weights
 */
async function look(
  session: Session,
  run: RunFolder,
  one: Look,
  options: TrainingOptions,
  memory?: LoopMemory,
): Promise<void> {
  const begun = processorTime();
  const { step } = session.counters;
  const { signal } = options;
  const finding = await session.look(one, { signal, ...(memory ? { memory } : {}) }).catch(unlessStopped);
  if (!finding) return;
  if (finding.numbers) run.record({ kind: 'look', step, node: one.node, numbers: { ...finding.numbers } });
  options.tell({ kind: 'look', step, node: one.node, finding });
  const now = processorTime();
  options.watching?.looked(one.node, now, now - begun);
}

function unlessStopped(error: unknown): null {
  if (error instanceof Stopped) return null;
  throw error;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
