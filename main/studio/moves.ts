import { textOf } from '../../nodes/alphabet/problem.ts';
import path from 'node:path';
import { readDocument } from '../../nodes/graph/document.ts';
import type { BackendWish, ModelState } from '../bridge/contract.ts';
import type { Ready } from './engine-room.ts';
import type { Held, ModelAtHand } from './model-at-hand.ts';
import type { OpenProject } from './open-project.ts';

import { templateWeights, wantedWeights } from './weights.ts';

/** Changes under a model: to another backend, or to another place on the disk. A training goes on behind it by itself. */
export class Moves {
  readonly #hand: ModelAtHand;

  constructor(hand: ModelAtHand) {
    this.#hand = hand;
  }

  /**
   * Loads a backend beside the one in use, and then brings the model there between two steps.
   * @param isBetter whether it is worth it, now that it is known which one it is
   * @throws a sentence where it does not work; all stays as it was
   */
  async toBackend(wish: BackendWish, isBetter: (next: Ready) => boolean = () => true): Promise<void> {
    const { engine } = this.#hand;
    const next = await engine.prepare(wish);
    if (!isBetter(next)) return next.process.close();
    await this.#hand.alone(() => this.#apart(async () => engine.use(next)));
  }

  /** Does something to the folder of a project while its model keeps its hands off. */
  relocating(project: OpenProject, work: () => Promise<void>): Promise<void> {
    return this.#hand.alone(() => (this.#hand.held?.project === project ? this.#apart(work) : work()));
  }

  async #apart(work: () => Promise<void>): Promise<void> {
    const hand = this.#hand;
    const { held, state } = hand;
    if (!held || !state || state.activity === 'failed') return work();
    const trained = hand.training !== null;
    hand.moving = true;
    try {
      const { process } = await hand.engine.get();
      if (trained) await process.pause();
      await hand.training;
      await process.release();
      await work();
    } finally {
      // What failed on the way is told as it is; going on from the last checkpoint mends it.
      if (hand.state?.activity !== 'failed') await this.#bringBack(held, state, trained);
      hand.moving = false;
    }
  }

  async #bringBack({ project, shown, steps }: Held, before: ModelState, trained: boolean): Promise<void> {
    const hand = this.#hand;
    try {
      const { process, wish } = await hand.engine.get();
      await process.watch(hand.watched);
      if (shown) {
        const weights =
          before.run === null
            ? await templateWeights(before.weights === 'template' ? project.template : null)
            : await wantedWeights(project, before.run, before.step);
        const document = readDocument(before.text, project.name);
        await process.show(document, wish, weights ? [weights] : []);
        await process.ask(hand.asked).catch(() => undefined);
        return;
      }
      const run = await process.resume(path.join(project.files.runs, before.run!), wish, steps);
      if (hand.pins.length > 0) await process.pin(hand.pins).catch(() => undefined);
      await process.ask(hand.asked).catch(() => undefined);
      const finished = run.step >= run.steps;
      hand.change({
        step: run.step,
        identical: before.identical && run.identical,
        ...(trained && finished ? { activity: 'finished' } : {}),
      });
      if (trained && !finished) hand.train();
    } catch (error) {
      hand.change({ activity: 'failed', problem: textOf(error) });
    }
  }
}
