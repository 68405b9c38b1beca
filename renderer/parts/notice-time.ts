/** Milliseconds that a notice stays for what is read of it, and at least and at most. */
const A_CHARACTER = 55;
const [LEAST, MOST] = [4000, 9000];
/** Who may do something about it has to find the button as well. */
const TO_DECIDE = 3000;
/** A Korean letter is a syllable: it takes as long as some Latin letters. */
const SYLLABLE = /[\u1100-\u11FF\u3130-\u318F\uAC00-\uD7AF]/g;

/** How long a notice stays: as long as it takes to read it. */
export function noticeTime(text: string, hasAction = false): number {
  const letters = text.length + (text.match(SYLLABLE)?.length ?? 0);
  return Math.min(MOST, Math.max(LEAST, 1500 + A_CHARACTER * letters)) + (hasAction ? TO_DECIDE : 0);
}

/** Times that run down together, and stand still together while somebody is at one of them. */
export class Countdowns {
  readonly #running = new Map<
    string,
    { left: number; since: number; timer: ReturnType<typeof setTimeout> | null; readonly end: () => void }
  >();
  #held = false;

  /** Begins anew where one of that name runs. */
  start(name: string, time: number, end: () => void): void {
    this.stop(name);
    this.#running.set(name, { left: time, since: Date.now(), timer: null, end });
    if (!this.#held) this.#run(name);
  }

  stop(name: string): void {
    clearTimeout(this.#running.get(name)?.timer ?? undefined);
    this.#running.delete(name);
  }

  hold(): void {
    if (this.#held) return;
    this.#held = true;
    for (const one of this.#running.values()) {
      if (one.timer !== null) clearTimeout(one.timer);
      one.left -= Date.now() - one.since;
      one.timer = null;
    }
  }

  /** What was nearly over stays a moment, so that nothing vanishes under a hand that leaves. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    for (const [name, one] of this.#running) {
      one.left = Math.max(one.left, 1000);
      this.#run(name);
    }
  }

  #run(name: string): void {
    const one = this.#running.get(name)!;
    one.since = Date.now();
    one.timer = setTimeout(() => {
      this.stop(name);
      one.end();
    }, one.left);
  }
}
