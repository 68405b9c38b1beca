import type { Told } from './protocol.ts';
import type { News } from './training.ts';

/** News that were sent and not yet taken; no more are sent before they are. */
const ALLOWED_IN_FLIGHT = 8;
/** Milliseconds between two news of progress at the least. */
const PROGRESS_INTERVAL = 50;

/**
 * What waits to be told, the newest of each kind and node: a slow listener sees fewer pictures, never a longer queue. Reports of
 * progress are gathered, so that curves have no gaps.
 */
export class Outbox {
  readonly #send: (news: Told, number: number) => void;
  readonly #waiting = new Map<string, Told>();
  #number = 0;
  #inFlight = 0;
  #toldAt = -Infinity;
  #timed = false;

  constructor(send: (news: Told, number: number) => void) {
    this.#send = send;
  }

  tell(news: News): void {
    if (news.kind === 'progress') {
      const before = this.#waiting.get('progress');
      const reports = before?.kind === 'progress' ? before.reports : [];
      const { step, numbers } = news;
      this.#waiting.set('progress', { ...news, reports: [...reports, { step, numbers }] });
    } else this.#waiting.set(keyOf(news), news);
    this.#flush();
  }

  /** One of the news that were sent was taken. */
  acknowledge(): void {
    this.#inFlight--;
    this.#flush();
  }

  /**
   * The model goes: pictures of it that wait are forgotten. What is told of its training is told now, however fast it comes, as
   * it would never be told again.
   */
  clear(): void {
    for (const news of this.#waiting.values()) if (!isPicture(news)) this.#sendNow(news);
    this.#waiting.clear();
  }

  #flush(): void {
    for (const [key, news] of this.#waiting) {
      if (this.#inFlight >= ALLOWED_IN_FLIGHT) return;
      if (news.kind === 'progress' && !this.#mayTellProgress(news)) continue;
      this.#waiting.delete(key);
      this.#sendNow(news);
    }
  }

  #sendNow(news: Told): void {
    this.#inFlight++;
    this.#send(news, ++this.#number);
  }

  /** Whether it is time; if not, it is told when it is. */
  #mayTellProgress({ step, steps }: Told & { kind: 'progress' }): boolean {
    const wait = this.#toldAt + PROGRESS_INTERVAL - performance.now();
    if (wait > 0 && step < steps) {
      if (!this.#timed)
        setTimeout(() => {
          this.#timed = false;
          this.#flush();
        }, wait);
      this.#timed = true;
      return false;
    }
    this.#toldAt = performance.now();
    return true;
  }
}

const isPicture = ({ kind }: Told): boolean => kind === 'look' || kind === 'turn';

/** News with the same key replace each other. */
function keyOf(news: News): string {
  switch (news.kind) {
    case 'look':
      return `look/${news.node}`;
    case 'warning':
      return `warning/${news.node}/${news.number}`;
    default:
      return news.kind;
  }
}
