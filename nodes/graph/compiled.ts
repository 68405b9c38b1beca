import type { LookingNode } from '../contract.ts';
import type { DialValue, GraphDocument } from './document.ts';
import type { Entry } from './entry.ts';
import type { GraphProblem } from './problems.ts';
import type { Variable } from './variables.ts';

/** One optimizer at work in a phase. */
export interface PlannedOptimizer {
  readonly node: string;
  readonly entry: string;
  readonly every: number;
  readonly repeat: number;
  readonly draw: 'new' | 'shared';
  /** Blocks that it moves. */
  readonly blocks: readonly string[];
}

export interface Phase {
  readonly name: string;
  readonly steps: number;
  readonly optimizers: readonly PlannedOptimizer[];
}

/** A view or a metric, ready to look. */
export interface Look {
  readonly node: string;
  readonly entry: string;
  readonly definition: LookingNode;
  readonly dials: Readonly<Record<string, DialValue>>;
  readonly examples: number;
}

/** A data node and the data set that it reads. */
export interface DataSource {
  readonly node: string;
  readonly source: { readonly kind: string; readonly dials: Readonly<Record<string, unknown>> };
}

/** A document as programs. With an error among the problems it cannot be trained. */
export interface Compiled {
  readonly document: GraphDocument;
  readonly problems: readonly GraphProblem[];
  readonly entries: ReadonlyMap<string, Entry>;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly phases: readonly Phase[];
  readonly looks: readonly Look[];
  /** Outputs of the board by name, as entries. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly data: readonly DataSource[];
}
