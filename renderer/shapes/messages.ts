import type { Text } from '../../nodes/alphabet/problem.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { GraphProblem } from '../../nodes/graph/problems.ts';
import type { DescribedSince } from './described.ts';

/** What the window asks of the shapes' worker. Numbers grow; of documents only the newest is described. */
export type Question =
  | { readonly kind: 'describe'; readonly number: number; readonly document: GraphDocument }
  | {
      readonly kind: 'breaks';
      readonly number: number;
      readonly before: GraphDocument;
      readonly after: GraphDocument;
    };

export type Answer =
  | {
      readonly kind: 'described';
      readonly number: number;
      /** Whether nothing was described before, by this worker: what it tells is everything. */
      readonly first: boolean;
      readonly since: DescribedSince;
    }
  | { readonly kind: 'problems'; readonly number: number; readonly problems: readonly GraphProblem[] }
  | { readonly kind: 'breaks'; readonly number: number; readonly text: Text | null };

/** What the window sends its worker: where both see what one puts there, and questions. */
export type ToWorker = Question | { readonly kind: 'memory'; readonly memory: SharedArrayBuffer };

/** What the worker sends: answers; or that one lies in the mailbox. */
export type FromWorker = Answer | { readonly kind: 'mail' };

/** A worker, as far as this room needs one. */
export interface Asked {
  ask(question: Question): void;
  end(): void;
}
