import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Finding } from '../../nodes/finding.ts';
import { Alarms } from './alarms.ts';
import { encodeCheckpoint } from './checkpoint.ts';
import type { RunFolder } from '../projects/run-folder.ts';
import type { Session } from './session.ts';
import type { TurnDone } from './turns.ts';
import type { Update } from './update.ts';
import type { Values } from '../targets/target.ts';

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
  /** A turn of a sampler is done, of an output that is being sampled or a view that is looking. */
  | ({ readonly kind: 'turn'; readonly of: string } & TurnDone)
  /** A number that stayed where it tells of trouble; told once, and again only after it was well in between. */
  | {
      readonly kind: 'warning';
      readonly step: number;
      readonly node: string;
      readonly number: string;
      readonly value: number;
      readonly text: Text;
    }
  | { readonly kind: 'look'; readonly step: number; readonly node: string; readonly finding: Finding }
  | { readonly kind: 'checkpoint'; readonly step: number; readonly file: string };

export interface TrainingOptions {
  /** Steps between two lines of metrics. */
  readonly reportEvery: number;
  /** Steps between two looks of the metrics and views; 0 = only at the end. */
  readonly lookEvery: number;
  /** Steps between two checkpoints that are kept for the timeline. */
  readonly keepEvery: number;
  /** Seconds after which a checkpoint is due in any case; the newest of these replaces the one before. */
  readonly saveSeconds: number;
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
  before: number,
  options: TrainingOptions,
): Promise<void> {
  const begun = performance.now();
  const first = session.counters.step;
  const seconds = () => before + (performance.now() - begun) / 1000;
  const turns = run.dials();
  const means = new Means();
  const alarms = new Alarms(session.document);
  let saved = performance.now();
  let yielded = performance.now();
  let savedStep = first;
  let temporary: number | null = null;
  if (first === 0) {
    await look(session, run, options);
    await save(session, run, before, options);
  }

  while (!session.finished && !options.signal.aborted) {
    // 1. turn the dials that somebody turned at this place the last time
    for (const { step, node, dial, value } of turns)
      if (step === session.counters.step) session.setDial(node, dial, value);

    // 2. one step of every optimizer
    const updates = await session.step();
    means.add(updates);
    const { step } = session.counters;

    // 3. report
    if (step % options.reportEvery === 0 || session.finished) {
      const numbers = means.take();
      const stepsPerSecond = (step - first) / ((performance.now() - begun) / 1000);
      run.record({ kind: 'numbers', step, seconds: round(seconds()), numbers });
      options.tell({
        kind: 'progress',
        step,
        steps: session.steps,
        phase: session.phase.name,
        numbers,
        probes: updates.at(-1)?.probes ?? {},
        stepsPerSecond,
        secondsLeft: (session.steps - step) / stepsPerSecond,
      });
      for (const warning of alarms.heard(numbers)) {
        const { node, number, value, text } = warning;
        const sentence = `${text.en} (${node}: ${number} ${value.toPrecision(3)})`;
        run.record({ kind: 'problem', step, sentence });
        options.tell({ kind: 'warning', step, ...warning });
      }
    }

    // 4. look with fixed draws
    if ((options.lookEvery > 0 && step % options.lookEvery === 0) || session.finished)
      await look(session, run, options);

    // 5. keep what must not be lost
    const kept = step % options.keepEvery === 0 || session.finished;
    if (kept || performance.now() - saved > options.saveSeconds * 1000) {
      await save(session, run, seconds(), options);
      if (temporary !== null) await run.removeCheckpoint(temporary);
      temporary = kept ? null : step;
      saved = performance.now();
      savedStep = step;
    }

    // 6. let messages in
    if (performance.now() - yielded > 20) {
      await new Promise((resolve) => setImmediate(resolve));
      yielded = performance.now();
    }
  }
  if (savedStep !== session.counters.step) await save(session, run, seconds(), options);
}

async function save(
  session: Session,
  run: RunFolder,
  seconds: number,
  options: TrainingOptions,
): Promise<void> {
  const { step } = session.counters;
  const file = await run.writeCheckpoint(step, encodeCheckpoint(await session.checkpoint(seconds)));
  options.tell({ kind: 'checkpoint', step, file });
}

async function look(session: Session, run: RunFolder, options: TrainingOptions): Promise<void> {
  const { step } = session.counters;
  for (const one of session.compiled.looks) {
    const finding = await session.look(one);
    if (finding.numbers) run.record({ kind: 'look', step, node: one.node, numbers: { ...finding.numbers } });
    options.tell({ kind: 'look', step, node: one.node, finding });
  }
}

/** Running means of what updates tell. */
class Means {
  #sums: Record<string, { sum: number; count: number }> = {};

  add(updates: readonly Update[]): void {
    for (const { optimizer, numbers } of updates)
      for (const [name, value] of Object.entries(numbers)) {
        const full = name === 'loss' ? `${optimizer}.loss` : name;
        const known = (this.#sums[full] ??= { sum: 0, count: 0 });
        known.sum += value;
        known.count++;
      }
  }

  take(): Record<string, number> {
    const means = Object.fromEntries(
      Object.entries(this.#sums).map(([name, { sum, count }]) => [name, sum / count]),
    );
    this.#sums = {};
    return means;
  }
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
