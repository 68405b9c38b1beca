/** How an outbox sends, and what of its news may replace each other. */
export interface OutboxOptions<News> {
  /** Hands one over, under a number that the listener names when it has taken it. */
  readonly send: (news: News, number: number) => void;
  /** News with the same key stand for each other while they wait. */
  readonly keyOf: (news: News) => string;
  /** What stands for both. */
  readonly merge: (waiting: News, next: News) => News;
  /** Milliseconds that must lie between news like this one and those of its key before it; `undefined`: they come as they come. */
  readonly intervalOf?: (news: News) => number | undefined;
}

/** News that were sent and not yet taken; a listener gets no more before it has answered. */
const ALLOWED_IN_FLIGHT = 8;

/**
 * News on their way to a listener that may be slow: it hears fewer of them, and never makes a longer queue. They leave in the order
 * in which their keys began to wait.
 */
export class Outbox<News> {
  readonly #options: OutboxOptions<News>;
  readonly #waiting = new Map<string, News>();
  readonly #inFlight = new Set<number>();
  /** When news that have an interval were sent last, by key. */
  readonly #sentAt = new Map<string, number>();
  readonly #timed = new Set<string>();
  #number = 0;

  constructor(options: OutboxOptions<News>) {
    this.#options = options;
  }

  /** Sends it, or keeps it until it is time and the listener has taken others. */
  put(news: News): void {
    const { keyOf, merge } = this.#options;
    const key = keyOf(news);
    const before = this.#waiting.get(key);
    this.#waiting.set(key, before === undefined ? news : merge(before, news));
    this.#flush();
  }

  /**
   * The listener has taken the news of that number.
   * @returns whether such news were on their way
   */
  taken(number: number): boolean {
    if (!this.#inFlight.delete(number)) return false;
    this.#flush();
    return true;
  }

  /** Forgets what waits, but sends now what would never be told again. */
  clear(mustBeTold: (news: News) => boolean): void {
    for (const news of this.#waiting.values()) if (mustBeTold(news)) this.#send(news);
    this.#waiting.clear();
  }

  #flush(): void {
    for (const [key, news] of this.#waiting) {
      if (this.#inFlight.size >= ALLOWED_IN_FLIGHT) return;
      if (!this.#isTime(key, news)) continue;
      this.#waiting.delete(key);
      this.#send(news);
    }
  }

  #send(news: News): void {
    this.#inFlight.add(++this.#number);
    this.#options.send(news, this.#number);
  }

  /** Whether it is time; if not, it is sent when it is. */
  #isTime(key: string, news: News): boolean {
    const interval = this.#options.intervalOf?.(news);
    if (interval === undefined) return true;
    const wait = (this.#sentAt.get(key) ?? -Infinity) + interval - performance.now();
    if (wait > 0) {
      if (!this.#timed.has(key))
        setTimeout(() => {
          this.#timed.delete(key);
          this.#flush();
        }, wait);
      this.#timed.add(key);
      return false;
    }
    this.#sentAt.set(key, performance.now());
    return true;
  }
}
