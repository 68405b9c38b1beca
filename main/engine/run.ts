import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { RunFolder } from '../projects/run-folder.ts';
import type { Target, Values } from '../targets/target.ts';
import { decodeCheckpoint, type Checkpoint } from './checkpoint.ts';
import { Checkpoints } from './checkpoints.ts';
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
  readonly notes: readonly Text[];
  /** Weights that were to be carried over into it and start anew, by name. */
  readonly anew: readonly string[];
  readonly #checkpoints: Checkpoints;
  #seconds: number;

  private constructor({ session, folder, checkpoints, seconds, identical, notes, anew }: Begun) {
    this.session = session;
    this.folder = folder;
    this.identical = identical;
    this.notes = notes;
    this.anew = anew;
    this.#checkpoints = checkpoints;
    this.#seconds = seconds;
  }

  /**
   * Begins a new run of a document in a new folder. The document is frozen there.
   * @param weights to begin from, as far as they fit; those of the seed otherwise
   * @param ready a session of this document on this backend, which the run may have: it need not be compiled again
   */
  static async start(
    document: GraphDocument,
    folder: string,
    backend: Backend,
    { weights, ready }: { readonly weights?: ReadonlyMap<string, Values>; readonly ready?: Session } = {},
  ): Promise<Run> {
    const session = ready ?? (await Session.open(document, backend.target, backend.fingerprint));
    try {
      await ready?.renew();
      const notes = await adoptStartingWeights(session);
      const anew = weights ? await startAnew(session, weights) : [];
      const place = await RunFolder.create(folder, document);
      place.record({ kind: 'start', step: 0, fingerprint: session.fingerprint, identical: true });
      const checkpoints = new Checkpoints(session, place);
      const run = new Run({
        session,
        folder: place,
        checkpoints,
        seconds: 0,
        identical: true,
        notes,
        anew,
      });
      // Weights from elsewhere cannot be made again from the seed.
      if (weights)
        await checkpoints.save(0, true).catch((error: unknown) => {
          run.dispose();
          throw error;
        });
      return run;
    } catch (error) {
      session.dispose();
      throw error;
    }
  }

  /**
   * Goes on with a run from its newest whole checkpoint.
   * @param steps trains to this many steps in all, where the run has one phase
   * @param patience milliseconds to wait for another process that has it
   */
  static async resume(folder: string, backend: Backend, steps?: number, patience = 0): Promise<Run> {
    const { run: place, document } = await RunFolder.open(folder);
    await place.takeOver(patience);
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
    const checkpoints = new Checkpoints(session, place, checkpoint ? step : null);
    const seconds = checkpoint?.seconds ?? 0;
    return new Run({ session, folder: place, checkpoints, seconds, identical, notes, anew: [] });
  }

  /** Trains until it is done or `signal` stops it. @throws a sentence that names the place where a loss broke */
  async train(
    tell: (news: News) => void,
    signal: AbortSignal,
    pace: Partial<TrainingOptions> = {},
  ): Promise<void> {
    try {
      await train(this.session, this.folder, this.#checkpoints, this.#seconds, {
        ...usualPace(this.session.steps),
        ...pace,
        tell,
        signal,
      });
    } catch (error) {
      if (!(error instanceof NonFiniteLoss)) throw error;
      const problem = await this.#explain(error);
      const { en, ko } = problem.text;
      this.folder.record({ kind: 'problem', step: error.counters.step, sentence: en, ko });
      throw problem;
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
  async #explain(failure: NonFiniteLoss): Promise<Problem> {
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
    const step = checkpoint?.counters.step ?? 0;
    return new Problem(
      `${failure.text.en} ${found.en} The run stands at its last checkpoint, step ${step}; lower the learning rate or clip the gradient, and go on from there.`,
      `${failure.text.ko} ${found.ko} 실행은 마지막 체크포인트(${step}스텝)에 그대로 있습니다. 학습률을 낮추거나 기울기를 자르고 거기서 이어 가세요.`,
    );
  }
}

interface Begun extends Pick<Run, 'session' | 'folder' | 'identical' | 'notes' | 'anew'> {
  readonly checkpoints: Checkpoints;
  readonly seconds: number;
}

/** Carries weights over into a session that begins to count at 0. @returns the weights and states that start anew */
async function startAnew(session: Session, weights: ReadonlyMap<string, Values>): Promise<string[]> {
  const anew = await session.adopt(weights, { slots: false });
  return anew.filter((name) => startsAnew(session, name));
}

/**
 * Whether a variable that no weights were offered for starts anew: it is a part of the model, not of its training, and its block
 * starts from nothing that was trained elsewhere.
 */
export function startsAnew({ compiled, document }: Session, name: string): boolean {
  const { role, block } = compiled.variables.get(name)!;
  return ['weight', 'state'].includes(role) && !document.blocks[block]?.startsFrom;
}

/** The newest checkpoint that can be read; broken newer ones are told and left. */
export async function newestCheckpoint(
  run: RunFolder,
): Promise<{ checkpoint: Checkpoint | null; notes: Text[] }> {
  const notes: Text[] = [];
  for (const step of [...(await run.checkpoints())].reverse()) {
    try {
      const { bytes, file } = await run.readCheckpoint(step);
      return { checkpoint: decodeCheckpoint(bytes, file), notes };
    } catch (error) {
      notes.push({
        en: `${(error as Error).message} The checkpoint before it is used.`,
        ko: `${step}스텝의 체크포인트를 읽을 수 없어 그 앞의 것을 씁니다. (${(error as Error).message})`,
      });
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
