import { textOf } from '../../nodes/alphabet/problem.ts';
import type { Arguments, ModelState } from '../bridge/contract.ts';
import type { Pace, RunState } from '../engine/protocol.ts';
import type { EngineRoom, Ready } from './engine-room.ts';
import type { OpenProject } from './open-project.ts';
import { noRun, nothingShown, trainsElsewhere, trainsHere } from './sentences.ts';

/** What the engine holds, and how it came there. */
export interface Held {
  readonly project: OpenProject;
  /** It is only looked at: no run of it is open. */
  readonly shown: boolean;
  /** Steps that were asked for when going on, where they are not those of the document. */
  readonly steps?: number;
}

/** What is found out while a model is made ready. */
export type Found = Pick<ModelState, 'run' | 'step' | 'steps' | 'phase' | 'weights' | 'anew' | 'notes'> &
  Partial<Pick<ModelState, 'activity' | 'identical'>>;

/** Views are looked at as often as they may; curves have about a thousand points. */
const paceOf = (steps: number): Pace => ({
  watched: true,
  reportEvery: Math.max(1, Math.floor(steps / 1000)),
});

/** The model in the engine, what it is doing, and its training in the background. */
export class ModelAtHand {
  readonly engine: EngineRoom;
  readonly #changed: () => void;
  held: Held | null = null;
  state: ModelState | null = null;
  pins: Arguments<'pin'>['pins'] = [];
  asked: Arguments<'ask'>['asked'] = {};
  watched: readonly string[] = [];
  /** The engine is being changed under the model: that it pauses for it is nothing people should see. */
  moving = false;
  /** Resolves when the training that is under way has stopped and its state is known. */
  training: Promise<void> | null = null;
  #busy: Promise<unknown> = Promise.resolve();

  /** @param changed the state is another now */
  constructor(engine: EngineRoom, changed: () => void) {
    this.engine = engine;
    this.#changed = changed;
  }

  change(part: Partial<ModelState>): ModelState {
    this.state = { ...this.state!, ...part };
    this.#changed();
    return this.state;
  }

  /** How far it is, which is told with the progress. */
  reached(step: number, phase: string): void {
    this.state = { ...this.state!, step, phase };
  }

  forget(): void {
    this.held = this.state = null;
    this.pins = [];
    this.asked = {};
    this.#changed();
  }

  /** Runs `work` when what was asked before is done: models never change beside each other. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#busy.then(work);
    this.#busy = next.catch(() => undefined);
    return next;
  }

  /** Resolves when nothing is being changed. */
  async settled(): Promise<void> {
    await this.#busy;
  }

  isTraining(project?: string): boolean {
    if (this.state?.activity !== 'training') return false;
    return project === undefined || project === this.state.project;
  }

  /** @throws Problem that names what is being trained */
  mustNotTrain(project: OpenProject): void {
    if (!this.isTraining()) return;
    const training = this.held!.project;
    throw training === project ? trainsHere(project.name) : trainsElsewhere(training.name);
  }

  /** @throws Problem where no run is open in the engine */
  mustHaveRun(): ModelState {
    if (!this.state) throw nothingShown();
    if (this.held!.shown || this.state.run === null || this.state.activity === 'failed') throw noRun();
    return this.state;
  }

  /** The engine, where it has a model. @throws Problem */
  async withModel(): Promise<Ready> {
    if (!this.state || this.state.activity === 'preparing') await this.settled();
    if (!this.state) throw nothingShown();
    return this.engine.get();
  }

  /**
   * Puts another model into the engine. What goes wrong becomes its state, `failed`.
   * @param work brings it there
   */
  async prepare(held: Held, text: string, work: (ready: Ready) => Promise<Found>): Promise<ModelState> {
    const samePins = this.held?.project === held.project ? this.pins : [];
    this.held = held;
    this.pins = [];
    this.asked = {};
    this.state = {
      project: held.project.id,
      activity: 'preparing',
      run: null,
      step: 0,
      steps: 0,
      phase: '',
      weights: 'new',
      text,
      identical: true,
      notes: [],
      problem: null,
      anew: [],
    };
    this.#changed();
    try {
      const ready = await this.engine.get();
      await ready.process.watch(this.watched);
      const found = await work(ready);
      // Wires that are not there any more are watched no more.
      if (samePins.length > 0)
        this.pins = await ready.process.pin(samePins).then(
          () => samePins,
          () => [],
        );
      return this.change({ activity: 'paused', ...found });
    } catch (error) {
      return this.change({ activity: 'failed', problem: textOf(error) });
    }
  }

  /** Trains in the background, until the steps are done or somebody pauses. */
  train({ until }: Pick<Pace, 'until'> = {}): void {
    const state = this.change({ activity: 'training', problem: null });
    this.training = this.engine
      .get()
      .then(({ process }) =>
        process.train({ ...paceOf(state.steps), ...(until === undefined ? {} : { until }) }),
      )
      .then(
        (reached) => this.#stopped(reached),
        (error: unknown) => void this.change({ activity: 'failed', problem: textOf(error) }),
      )
      .finally(() => {
        this.training = null;
      });
  }

  async #stopped({ step, steps, phase, identical }: RunState): Promise<void> {
    this.reached(step, phase);
    if (this.moving) return;
    const finished = step >= steps;
    this.change({ activity: finished ? 'finished' : 'paused', identical });
    if (finished) return; // the training looked at everything itself
    // Where all is closing there is no engine any more, and nobody to look.
    const ready = await this.engine.started();
    await ready?.process.call('lookAround').catch(() => undefined);
  }
}
