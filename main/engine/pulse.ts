/** How often a process is asked whether it is there (ms), and how many questions may wait for an answer before that is told. */
export interface Beat {
  readonly every: number;
  readonly missed: number;
}

/** Half a minute: compiling, loading TensorFlow and saving take seconds on a slow machine, and are no reason to worry. */
export const USUAL_BEAT: Beat = { every: 5000, missed: 6 };

/**
 * Asks a process again and again whether it is there. Questions are counted and not the clock: a computer that slept wakes with one
 * unanswered question, however long the night was.
 */
export class Pulse {
  readonly #beat: Beat;
  readonly #changed: (silent: boolean) => void;
  #ask: (() => void) | null = null;
  #unanswered = 0;
  #silent = false;
  #timer: NodeJS.Timeout | null = null;

  /** @param changed it has stopped to answer, or answers again */
  constructor(beat: Beat, changed: (silent: boolean) => void) {
    this.#beat = beat;
    this.#changed = changed;
  }

  get silent(): boolean {
    return this.#silent;
  }

  /** From now on it is about this process. */
  follow(ask: () => void): void {
    this.end();
    this.#ask = ask;
    this.#answers();
    this.#timer = setInterval(() => this.#next(), this.#beat.every);
    // Nothing stays open for it.
    this.#timer.unref();
  }

  /** An answer came. */
  answered(): void {
    this.#answers();
  }

  end(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #next(): void {
    if (++this.#unanswered > this.#beat.missed) this.#become(true);
    this.#ask?.();
  }

  #answers(): void {
    this.#unanswered = 0;
    this.#become(false);
  }

  #become(silent: boolean): void {
    if (silent === this.#silent) return;
    this.#silent = silent;
    this.#changed(silent);
  }
}
