// The engine in a process of its own: TensorFlow's native calls block, and whoever draws windows must never freeze.
import { Engine } from './engine.ts';
import type { Reply, Request } from './protocol.ts';
import type { News } from './training.ts';

/** News that were sent and not yet taken; the window gets no more before it has answered. */
const ALLOWED_IN_FLIGHT = 8;
/** Milliseconds between two reports of one progress at the least. */
const PROGRESS_INTERVAL = 50;

const send = (reply: Reply): void => void process.send?.(reply);

let number = 0;
let inFlight = 0;
/** When each kind of progress was last told. */
const toldAt = new Map<string, number>();
/** What waits, the newest of each kind and node: a slow listener sees fewer reports, never a longer queue. */
const waiting = new Map<string, News>();

function tell(news: News): void {
  waiting.set(keyOf(news), news);
  flush();
}

function keyOf(news: News): string {
  if (news.kind === 'look') return `look/${news.node}`;
  return news.kind === 'turn' ? `turn/${news.of}` : news.kind;
}

function flush(): void {
  for (const [key, news] of waiting) {
    if (inFlight >= ALLOWED_IN_FLIGHT) return;
    if (isProgress(news)) {
      if (!isLast(news) && performance.now() - (toldAt.get(key) ?? 0) < PROGRESS_INTERVAL) continue;
      toldAt.set(key, performance.now());
    }
    waiting.delete(key);
    inFlight++;
    send({ news, number: ++number });
  }
}

type Progress = News & { readonly kind: 'progress' | 'turn' };

/** What comes often, and of which only the newest matters. */
const isProgress = (news: News): news is Progress => news.kind === 'progress' || news.kind === 'turn';

const isLast = (news: Progress): boolean =>
  news.kind === 'progress' ? news.step === news.steps : news.turn === news.turns;

const engine = new Engine(tell);

process.on('message', (request: Request) => {
  if ('acknowledge' in request) {
    inFlight--;
    flush();
    return;
  }
  const { id, call, args } = request;
  const work = engine[call] as (...args: readonly unknown[]) => Promise<unknown>;
  Promise.resolve()
    .then(() => work.apply(engine, args as unknown[]))
    .then(
      (result) => send({ id, result }),
      (error: unknown) => send({ id, error: error instanceof Error ? error.message : String(error) }),
    );
});

// The owner is gone: what is not saved yet is saved by the pause, and nothing is left running.
process.on('disconnect', () => {
  void engine
    .pause()
    .catch(() => undefined)
    .finally(() => process.exit(0));
});
