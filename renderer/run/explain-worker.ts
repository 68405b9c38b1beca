import { compile } from '../../nodes/graph/compile.ts';
import { explain } from '../../nodes/graph/explain.ts';
import type { ExplainAnswer, ExplainQuestion } from './explain-messages.ts';

// Compiling takes tens of milliseconds, in which the window would stand still.
globalThis.addEventListener('message', ({ data }: MessageEvent<ExplainQuestion>) => {
  const compiled = compile(data.document);
  const broken = compiled.problems.some(({ severity }) => severity === 'error');
  const answer: ExplainAnswer = { number: data.number, explained: broken ? null : explain(compiled) };
  globalThis.postMessage(answer);
});
