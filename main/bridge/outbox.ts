/** How an outbox sends, and what of its news may replace each other. */
export interface OutboxOptions<News> {
  /** Hands one over, under a number that the listener names when it has taken it. */
  readonly send: (news: News, number: number) => void;
  /** News with the same key stand for each other while they wait. */
  readonly keyOf: (news: News) => string;
  /** What stands for both. */
  readonly merge: (waiting: News, next: News) => News;
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
  #number = 0;

  constructor(options: OutboxOptions<News>) {
    this.#options = options;
  }

  /** Sends it, or keeps it until the listener has taken others. */
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

  #flush(): void {
    for (const [key, news] of this.#waiting) {
      if (this.#inFlight.size >= ALLOWED_IN_FLIGHT) return;
      this.#waiting.delete(key);
      this.#inFlight.add(++this.#number);
      this.#options.send(news, this.#number);
    }
  }
}
