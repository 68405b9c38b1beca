import path from 'node:path';
import { readDocument } from '../../nodes/graph/document.ts';
import type { Arguments, ModelState } from '../bridge/contract.ts';
import type { Beginning, RunState } from '../engine/protocol.ts';
import type { Workspace } from '../projects/workspace.ts';
import type { Found, ModelAtHand } from './model-at-hand.ts';
import { mustMayRead } from './named-files.ts';
import type { OpenProject } from './open-project.ts';
import { nextRunFolder, openRun } from './runs.ts';
import { nothingShown, trainsHere } from './sentences.ts';
import { foundWeights, offeredWeights, wantedWeights } from './weights.ts';

/** What may be asked of the one model in the engine. */
export class Model {
  readonly #hand: ModelAtHand;
  readonly #workspace: Workspace;

  constructor(hand: ModelAtHand, workspace: Workspace) {
    this.#hand = hand;
    this.#workspace = workspace;
  }

  /** Compiles the document and fills it with the best weights, or with those of a run at a step. */
  show(project: OpenProject, { text, run, step }: Arguments<'show'>): Promise<ModelState> {
    const hand = this.#hand;
    return hand.alone(async () => {
      if (run === undefined && this.#isThere(project, text)) return this.#lookAgain();
      hand.mustNotTrain(project);
      const document = readDocument(text, project.name);
      await mustMayRead(document, this.#workspace);
      const offered =
        run === undefined ? await offeredWeights(project) : [await wantedWeights(project, run, step)];
      return hand.prepare({ project, shown: true }, text, async ({ process, wish }) => {
        await process.release();
        const { used, ...shown } = await process.show(document, wish, offered);
        return { activity: 'shown', ...shown, ...foundWeights(used === null ? undefined : offered[used]) };
      });
    });
  }

  /** A window that comes back finds its training as it is, and a model that is of its document. */
  #isThere(project: OpenProject, text: string): boolean {
    const { state } = this.#hand;
    if (state?.project !== project.id) return false;
    if (state.activity === 'training') return true;
    return state.text === text && ['shown', 'paused', 'finished'].includes(state.activity);
  }

  async #lookAgain(): Promise<ModelState> {
    const { engine, state } = this.#hand;
    if (state!.activity !== 'training') await (await engine.get()).process.call('lookAround');
    return this.#hand.state!;
  }

  /** Begins a new run. */
  train(project: OpenProject, { text, from, paused = false }: Arguments<'train'>): Promise<ModelState> {
    const hand = this.#hand;
    return hand.alone(async () => {
      hand.mustNotTrain(project);
      const document = readDocument(text, project.name);
      await mustMayRead(document, this.#workspace);
      const beginning = from === 'scratch' ? from : await this.#shown(project);
      const folder = await nextRunFolder(project.files);
      const { activity } = await hand.prepare({ project, shown: false }, text, async ({ process, wish }) =>
        ofRun(await process.start(document, folder, wish, beginning), !paused),
      );
      if (activity === 'training') hand.train();
      return hand.state!;
    });
  }

  async #shown(project: OpenProject): Promise<Beginning> {
    const { held, state } = this.#hand;
    if (held?.project === project && state?.activity !== 'failed') return 'shown';
    return (await offeredWeights(project))[0] ?? 'scratch';
  }

  /** Goes on with a run from its last checkpoint. */
  goOn(project: OpenProject, { run, steps }: Arguments<'goOn'>): Promise<ModelState> {
    const hand = this.#hand;
    return hand.alone(async () => {
      hand.mustNotTrain(project);
      const { folder, document } = await openRun(project.files, run);
      await mustMayRead(document, this.#workspace);
      const inEngine = hand.held?.project === project && !hand.held.shown && hand.state?.run === run;
      if (!inEngine || hand.state?.activity !== 'paused' || steps !== undefined)
        await hand.prepare(
          { project, shown: false, ...(steps === undefined ? {} : { steps }) },
          await folder.documentText(),
          async ({ process, wish }) => {
            await process.release();
            return ofRun(await process.resume(folder.folder, wish, steps), true);
          },
        );
      if (['training', 'paused'].includes(hand.state!.activity)) hand.train();
      return hand.state!;
    });
  }

  /** Makes some steps and pauses again. */
  step(count: number): Promise<ModelState> {
    const hand = this.#hand;
    return hand.alone(async () => {
      const { activity, step } = hand.mustHaveRun();
      if (activity === 'training') throw trainsHere(hand.held!.project.name);
      if (activity === 'finished') return hand.state!;
      hand.train({ until: step + count });
      await hand.training;
      return hand.state!;
    });
  }

  /** Stops after the step at hand, with a checkpoint. */
  async pause(): Promise<ModelState> {
    const hand = this.#hand;
    if (!hand.state) throw nothingShown();
    // What is being prepared will train when it is ready.
    if (hand.state.activity === 'preparing' || hand.moving) await hand.settled();
    if (hand.training) {
      await (await hand.engine.get()).process.pause();
      await hand.training;
    }
    return hand.state;
  }

  async setDial({ node, dial, value }: Arguments<'setDial'>): Promise<void> {
    const { process } = await this.#hand.withModel();
    await process.call('setDial', node, dial, value);
  }

  /** Has views and samples follow live dials of the board, whatever state of the document the model is of. */
  async ask(asked: Arguments<'ask'>['asked']): Promise<void> {
    const { process } = await this.#hand.withModel();
    await process.ask(asked);
    this.#hand.asked = asked;
  }

  async pin(pins: Arguments<'pin'>['pins']): Promise<void> {
    const { process } = await this.#hand.withModel();
    await process.pin(pins);
    this.#hand.pins = pins;
  }

  async watch(nodes: readonly string[]): Promise<void> {
    const hand = this.#hand;
    hand.watched = nodes;
    if (hand.state) await (await hand.engine.get()).process.watch(nodes);
  }

  /** Lets go of a run that is to be removed. @throws Problem where it is being trained */
  letGoOf(project: OpenProject, run: string, remove: () => Promise<void>): Promise<void> {
    const hand = this.#hand;
    return hand.alone(async () => {
      if (hand.held?.project === project && hand.state?.run === run) {
        hand.mustNotTrain(project);
        await (await hand.engine.get()).process.release();
        hand.forget();
      }
      await remove();
    });
  }
}

/** @param on it will be trained at once */
const ofRun = ({ folder, step, steps, phase, identical, notes, anew }: RunState, on: boolean): Found => ({
  activity: !on ? 'paused' : step < steps ? 'training' : 'finished',
  run: path.basename(folder),
  step,
  steps,
  phase,
  weights: 'run',
  identical,
  notes,
  anew,
});
