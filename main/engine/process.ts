// The engine in a process of its own: TensorFlow's native calls block, and whoever draws windows must never freeze.
import { textOf } from '../../nodes/alphabet/problem.ts';
import { Engine } from './engine.ts';
import { NewsOutbox } from './news-outbox.ts';
import type { Reply, Request } from './protocol.ts';

/** An owner that is gone hears nothing; its going is what ends this process. */
const send = (reply: Reply): void => {
  if (process.connected) process.send!(reply, undefined, {}, () => {});
};

const outbox = new NewsOutbox((news, number) => send({ news, number }));
const engine = new Engine((news) => outbox.tell(news));

process.on('message', (request: Request) => {
  if ('acknowledge' in request) {
    outbox.acknowledge(request.acknowledge);
    return;
  }
  if ('beat' in request) {
    send({ beat: true });
    return;
  }
  const { id, call, args } = request;
  const work = engine[call] as (...args: readonly unknown[]) => Promise<unknown>;
  Promise.resolve()
    .then(() => work.apply(engine, args as unknown[]))
    .then(
      (result) => {
        if (call === 'release') outbox.clear();
        send({ id, result });
      },
      (error: unknown) => send({ id, error: textOf(error) }),
    );
});

// The owner is gone: what is not saved yet is saved, and nothing is left running.
process.on('disconnect', () => {
  void engine
    .release()
    .catch(() => undefined)
    .finally(() => process.exit(0));
});
