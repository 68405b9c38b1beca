import type { RunFolder } from '../projects/run-folder.ts';
import { encodeCheckpoint } from './checkpoint.ts';
import type { Session } from './session.ts';

/** Writes a run's checkpoints: some are kept for the timeline, and of the others only the newest. */
export class Checkpoints {
  readonly #session: Session;
  readonly #run: RunFolder;
  #saved: number | null = null;
  #temporary: number | null = null;

  /** @param saved step of the checkpoint that the session was restored from */
  constructor(session: Session, run: RunFolder, saved: number | null = null) {
    this.#session = session;
    this.#run = run;
    this.#saved = saved;
  }

  /** Step of the newest one. */
  get saved(): number | null {
    return this.#saved;
  }

  /**
   * Writes the session as it stands.
   * @param kept for the timeline; otherwise the next one replaces it
   * @returns the file
   */
  async save(seconds: number, kept: boolean): Promise<string> {
    const { step } = this.#session.counters;
    const bytes = encodeCheckpoint(await this.#session.checkpoint(seconds));
    const file = await this.#run.writeCheckpoint(step, bytes);
    const former = this.#temporary;
    this.#saved = step;
    this.#temporary = kept ? null : step;
    if (former !== null && former !== step) await this.#run.removeCheckpoint(former);
    return file;
  }
}
