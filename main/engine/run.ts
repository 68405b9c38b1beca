import type { GraphDocument } from '../../nodes/graph/document.ts';
import { RunFolder } from '../projects/run-folder.ts';
import type { Target } from '../targets/target.ts';
import { decodeCheckpoint, type Checkpoint } from './checkpoint.ts';
import { findNonFinite } from './non-finite.ts';
import { Session } from './session.ts';
import { adoptStartingWeights } from './starting-weights.ts';
import { NonFiniteLoss } from './update.ts';
import { train, usualPace, type News, type TrainingOptions } from './training.ts';

/** A backend as a run needs it. */
export interface Backend {
  readonly target: Target;
  /** Backend, library version and thread count. */
  readonly fingerprint: string;
}

/** A training with its folder: begins, goes on after whatever happened, and tells what went wrong. */
export class Run {
  readonly session: Session;
  readonly folder: RunFolder;
  /** Whether it goes on exactly as it would have without the break. */
  readonly identical: boolean;
  /** What had to be left out on the way here, as sentences. */
  readonly notes: readonly string[];
  #seconds: number;

  private constructor(
    session: Session,
    folder: RunFolder,
    seconds: number,
    identical: boolean,
    notes: string[],
  ) {
    this.session = session;
    this.folder = folder;
    this.identical = identical;
    this.notes = notes;
    this.#seconds = seconds;
  }

  /** Begins a new run of a document in a new folder. The document is frozen there. */
  static async start(document: GraphDocument, folder: string, backend: Backend): Promise<Run> {
    const session = await Session.open(document, backend.target, backend.fingerprint);
    try {
      const notes = await adoptStartingWeights(session);
      const place = await RunFolder.create(folder, document);
      place.record({ kind: 'start', step: 0, fingerprint: session.fingerprint, identical: true });
      return new Run(session, place, 0, true, notes);
    } catch (error) {
      session.dispose();
      throw error;
    }
  }

  /**
   * Goes on with a run from its newest whole checkpoint.
   * @param steps trains to this many steps in all, where the run has one phase
   */
  static async resume(folder: string, backend: Backend, steps?: number): Promise<Run> {
    const { run: place, document } = await RunFolder.open(folder);
    await place.takeOver();
    if (steps !== undefined) setSteps(document, steps);
    const session = await Session.open(document, backend.target, backend.fingerprint);
    const { checkpoint, notes } = await newestCheckpoint(place);
    const identical = !checkpoint || checkpoint.fingerprint === session.fingerprint;
    if (checkpoint) await session.restore(checkpoint);
    else notes.push(...(await adoptStartingWeights(session)));
    const { step } = session.counters;
    await place.forgetAfter(step);
    for (const { step: at, node, dial, value } of place.dials())
      if (at < step) session.setDial(node, dial, value);
    place.record({ kind: 'start', step, fingerprint: session.fingerprint, identical });
    return new Run(session, place, checkpoint?.seconds ?? 0, identical, notes);
  }

  /** Trains until it is done or `signal` stops it. @throws a sentence that names the place where a loss broke */
  async train(
    tell: (news: News) => void,
    signal: AbortSignal,
    pace: Partial<TrainingOptions> = {},
  ): Promise<void> {
    try {
      await train(this.session, this.folder, this.#seconds, {
        ...usualPace(this.session.steps),
        ...pace,
        tell,
        signal,
      });
    } catch (error) {
      if (!(error instanceof NonFiniteLoss)) throw error;
      const sentence = await this.#explain(error);
      this.folder.record({ kind: 'problem', step: error.counters.step, sentence });
      throw new Error(sentence, { cause: error });
    } finally {
      this.#seconds =
        this.folder.records().findLast((record) => record.kind === 'numbers')?.seconds ?? this.#seconds;
    }
  }

  /** Turns a live dial now; the change is journalled, so that going on from an older checkpoint makes it again. */
  setDial(node: string, dial: string, value: number): void {
    this.session.setDial(node, dial, value);
    this.folder.record({ kind: 'dial', step: this.session.counters.step, node, dial, value });
  }

  dispose(): void {
    this.folder.close();
    this.session.dispose();
  }

  /** Goes back to the last checkpoint, replays to the step before, and runs that step line by line. */
  async #explain(failure: NonFiniteLoss): Promise<string> {
    const { session } = this;
    const { checkpoint } = await newestCheckpoint(this.folder);
    if (checkpoint) await session.restore(checkpoint);
    else {
      await session.initialize();
      await adoptStartingWeights(session);
    }
    const turns = this.folder.dials();
    while (session.counters.step < failure.counters.step) {
      for (const turn of turns)
        if (turn.step === session.counters.step) session.setDial(turn.node, turn.dial, turn.value);
      await session.step();
    }
    const found = await findNonFinite(session, failure);
    return `${failure.message} ${found} The run stands at its last checkpoint, step ${checkpoint?.counters.step ?? 0}; lower the learning rate or clip the gradient, and go on from there.`;
  }
}

/** The newest checkpoint that can be read; broken newer ones are told and left. */
export async function newestCheckpoint(
  run: RunFolder,
): Promise<{ checkpoint: Checkpoint | null; notes: string[] }> {
  const notes: string[] = [];
  for (const step of [...(await run.checkpoints())].reverse()) {
    try {
      const { bytes, file } = await run.readCheckpoint(step);
      return { checkpoint: decodeCheckpoint(bytes, file), notes };
    } catch (error) {
      notes.push(`${(error as Error).message} The checkpoint before it is used.`);
    }
  }
  return { checkpoint: null, notes };
}

/** Sets the steps of the document's phase. @throws a sentence where it has several */
export function setSteps(document: GraphDocument, steps: number): void {
  if (!Number.isInteger(steps) || steps < 1)
    throw new Error(`The number of steps must be a whole number of at least 1; ${steps} was given.`);
  const [phase, ...others] = document.phases;
  if (others.length > 0)
    throw new Error(
      `'${document.name}' has ${document.phases.length} phases (${document.phases.map(({ name }) => name).join(', ')}), so one number of steps says too little. Set the steps of each phase in the document.`,
    );
  phase!.steps = steps;
}
