import { Outbox } from './outbox.ts';
import type { Told } from './protocol.ts';
import type { News } from './training.ts';

/** Milliseconds between two news of a sort at the least. */
const INTERVALS: Partial<Record<Told['kind'], number>> = { progress: 50, turn: 80 };

/**
 * What an engine has to tell, the newest of each kind and node: a slow listener sees fewer pictures, never a longer queue. Reports
 * of progress are gathered, so that curves have no gaps.
 */
export class NewsOutbox {
  readonly #outbox: Outbox<Told>;

  constructor(send: (news: Told, number: number) => void) {
    this.#outbox = new Outbox({ send, keyOf, merge, intervalOf });
  }

  tell(news: News): void {
    if (news.kind !== 'progress') return this.#outbox.put(news);
    const { step, numbers } = news;
    this.#outbox.put({ ...news, reports: [{ step, numbers }] });
  }

  /** The news of that number were taken. */
  acknowledge(number: number): void {
    this.#outbox.taken(number);
  }

  /**
   * The model goes: pictures of it that wait are forgotten. What is told of its training is told now, however fast it comes, as
   * it would never be told again.
   */
  clear(): void {
    this.#outbox.clear(({ kind }) => kind !== 'look' && kind !== 'turn');
  }
}

/** News with the same key replace each other. */
function keyOf(news: Told): string {
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

const merge = (waiting: Told, next: Told): Told =>
  waiting.kind === 'progress' && next.kind === 'progress'
    ? { ...next, reports: [...waiting.reports, ...next.reports] }
    : next;

/** The last step is told at once. */
const intervalOf = (news: Told): number | undefined =>
  news.kind === 'progress' && news.step >= news.steps ? 0 : INTERVALS[news.kind];
