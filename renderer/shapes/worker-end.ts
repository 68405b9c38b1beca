import { describer } from './describer.ts';
import { mailboxIn, type Mailbox } from './mailbox.ts';
import type { Answer, FromWorker, ToWorker } from './messages.ts';

/**
 * The end of the talk that a worker has with its window.
 * @param post sends to the window
 * @returns what hears the window
 */
export function workerEnd(post: (message: FromWorker) => void): (message: ToWorker) => void {
  let mailbox: Mailbox | null = null;
  /** What is described lies in the mailbox where it can, so that the frame that is being made can show it. */
  const tell = (answer: Answer) => {
    const lies = answer.kind === 'described' && !answer.first && mailbox?.put(answer);
    post(lies ? { kind: 'mail' } : answer);
  };
  const { ask } = describer(tell, (run) => void setTimeout(run, 0));
  return (message) => {
    if (message.kind === 'memory') mailbox = mailboxIn(message.memory);
    else ask(message);
  };
}
