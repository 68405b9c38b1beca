import type { Told } from './protocol.ts';
import type { News } from './training.ts';

/** News that were sent and not yet taken; no more are sent before they are. */
const ALLOWED_IN_FLIGHT = 8;
/** Milliseconds between two news of a sort at the least. */
const INTERVALS: Partial<Record<Told['kind'], number>> = { progress: 50, turn: 80 };

/**
 * What waits to be told, the newest of each kind and node: a slow listener sees fewer pictures, never a longer queue. Reports of
 * progress are gathered, so that curves have no gaps.
 */
export class Outbox {
  readonly #send: (news: Told, number: number) => void;
  readonly #waiting = new Map<string, Told>();
  #number = 0;
  #inFlight = 0;
  /** When news of a sort that has an interval were told last, by key. */
  readonly #toldAt = new Map<string, number>();
  readonly #timed = new Set<string>();

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
      if (!this.#isTime(key, news)) continue;
      this.#waiting.delete(key);
      this.#sendNow(news);
    }
  }

  #sendNow(news: Told): void {
    this.#inFlight++;
    this.#send(news, ++this.#number);
  }

  /** Whether it is time; if not, it is told when it is. */
  #isTime(key: string, news: Told): boolean {
    const interval = INTERVALS[news.kind];
    if (interval === undefined) return true;
    const last = news.kind === 'progress' && news.step >= news.steps;
    const wait = (this.#toldAt.get(key) ?? -Infinity) + interval - performance.now();
    if (wait > 0 && !last) {
      if (!this.#timed.has(key))
        setTimeout(() => {
          this.#timed.delete(key);
          this.#flush();
        }, wait);
      this.#timed.add(key);
      return false;
    }
    this.#toldAt.set(key, performance.now());
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
    // That it is over replaces the last turn.
    case 'turn':
    case 'turns over':
      return `turn/${news.of}`;
    default:
      return news.kind;
  }
}
