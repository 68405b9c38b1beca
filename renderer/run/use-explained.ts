import { useEffect, useState } from 'react';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { ExplainAnswer, Explained, ExplainQuestion } from './explain-messages.ts';

/** Milliseconds without an edit after which the step is explained anew. */
const QUIET = 250;

/** `explained` is `null` where the document cannot be trained. */
type Answer = { readonly explained: Explained | null } | null;

/**
 * What happens in one training step of a document, and how its outputs come about, worked out beside the window.
 * @returns `null` until the first answer
 */
export function useExplained(document: GraphDocument | null): Answer {
  const [answer, setAnswer] = useState<Answer>(null);
  const [worker, setWorker] = useState<Worker | null>(null);

  useEffect(() => {
    const made = new Worker(new URL('./explain-worker.ts', import.meta.url), { type: 'module' });
    setWorker(made);
    return () => made.terminate();
  }, []);

  useEffect(() => {
    if (!worker || !document) return;
    const number = Date.now();
    const hear = ({ data }: MessageEvent<ExplainAnswer>) => {
      if (data.number === number) setAnswer(data);
    };
    worker.addEventListener('message', hear);
    const timer = setTimeout(() => worker.postMessage({ number, document } satisfies ExplainQuestion), QUIET);
    return () => {
      clearTimeout(timer);
      worker.removeEventListener('message', hear);
    };
  }, [worker, document]);

  return answer;
}
