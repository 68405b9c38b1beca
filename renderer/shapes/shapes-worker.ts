import type { FromWorker, ToWorker } from './messages.ts';
import { workerEnd } from './worker-end.ts';

const port = globalThis as unknown as {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', hear: (event: MessageEvent<ToWorker>) => void): void;
};
const hear = workerEnd((message) => port.postMessage(message));
port.addEventListener('message', ({ data }) => hear(data));
