/** Lets one piece of work begin when the one before it is done, however that ended. */
export class OneAtATime {
  #busy: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  /** Runs `work` when what is under way is done. */
  run<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay++;
    const next = this.#busy.then(work).finally(() => this.#underWay--);
    this.#busy = next.catch(() => undefined);
    return next;
  }

  /** Whether something is under way. */
  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.isBusy) await this.#busy;
  }
}
