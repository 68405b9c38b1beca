import { describer } from './describer.ts';
import type { Answer, Question } from './messages.ts';

const port = globalThis as unknown as {
  postMessage(answer: Answer): void;
  addEventListener(type: 'message', hear: (event: MessageEvent<Question>) => void): void;
};
const { ask } = describer(
  (answer) => port.postMessage(answer),
  (run) => void setTimeout(run, 0),
);
port.addEventListener('message', ({ data }) => ask(data));
