import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { ExplainedOptimizer, ExplainedOutput } from '../../nodes/graph/explain.ts';

/** What the worker is asked, by number, and what it answers. */
export interface ExplainQuestion {
  readonly number: number;
  readonly document: GraphDocument;
}

/** What a document does, in words and formulas. */
export interface Explained {
  /** A training step. */
  readonly optimizers: readonly ExplainedOptimizer[];
  /** How what a trained model is asked for comes about. */
  readonly outputs: readonly ExplainedOutput[];
}

export interface ExplainAnswer {
  readonly number: number;
  /** `null` where problems keep the document from being trained. */
  readonly explained: Explained | null;
}
