import { compile } from '../../nodes/graph/compile.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { explain, explainOutputs } from '../../nodes/graph/explain.ts';
import type { Explained } from './explain-messages.ts';

/** What a document does, in words and formulas; `null` where problems keep it from being trained. */
export function explainDocument(document: GraphDocument): Explained | null {
  const compiled = compile(document);
  const broken = compiled.problems.some(({ severity }) => severity === 'error');
  return broken ? null : { optimizers: explain(compiled), outputs: explainOutputs(compiled) };
}
