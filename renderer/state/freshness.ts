import { useDeferredValue, useMemo } from 'react';
import { askedDials } from '../../nodes/graph/asked-values.ts';
import { readDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { useDocument } from './document.ts';
import { programOf } from './program-of.ts';
import { useModel } from './training.ts';

/** The program of the model at hand, once a text. */
let last: { readonly text: string; readonly program: string | null } = { text: '', program: null };

/** @returns `null` where the text cannot be read */
function programOfText(text: string): string | null {
  if (text === last.text) return last.program;
  let program: string | null = null;
  try {
    program = programOf(readDocument(text, 'model'));
  } catch {
    // The machine keeps a text that this window cannot read: it is another model in any case.
  }
  last = { text, program };
  return program;
}

/** Whether something else is asked for than in the text of a model: what kept that from running may be gone. */
export function asksOtherwise(text: string, document: GraphDocument): boolean {
  try {
    return JSON.stringify(askedDials(readDocument(text, 'model'))) !== JSON.stringify(askedDials(document));
  } catch {
    return true;
  }
}

/** Whether the model was made from this document, as far as programs go. */
export const isOf = (text: string, document: GraphDocument): boolean =>
  programOfText(text) === programOf(document);

/** Whether the model in the engine is of an older state of the graph than the one on the canvas. */
export function useOutOfDate(): boolean {
  const model = useModel();
  // To compare whole programs takes long on a large board: an edit is seen before that.
  const document = useDeferredValue(useDocument(({ document }) => document));
  const text = model?.text;
  return useMemo(() => text !== undefined && document !== null && !isOf(text, document), [text, document]);
}
