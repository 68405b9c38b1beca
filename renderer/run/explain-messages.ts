import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { ExplainedOptimizer } from '../../nodes/graph/explain.ts';

/** What the worker is asked, by number, and what it answers. */
export interface ExplainQuestion {
  readonly number: number;
  readonly document: GraphDocument;
}

export interface ExplainAnswer {
  readonly number: number;
  /** `null` where problems keep the document from being trained. */
  readonly explained: readonly ExplainedOptimizer[] | null;
}
