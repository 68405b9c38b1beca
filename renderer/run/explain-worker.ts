import { explainDocument } from './explain-document.ts';
import type { ExplainAnswer, ExplainQuestion } from './explain-messages.ts';

// Compiling takes tens of milliseconds, in which the window would stand still.
globalThis.addEventListener('message', ({ data }: MessageEvent<ExplainQuestion>) => {
  const answer: ExplainAnswer = { number: data.number, explained: explainDocument(data.document) };
  globalThis.postMessage(answer);
});
