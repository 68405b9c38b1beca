import type { Attributes } from '../alphabet/operation.ts';
import type { TensorType } from '../alphabet/shape.ts';

/** Where on the board an operation was written: which call of which block, which node. */
export interface Origin {
  /** Calls from the board inwards, joined by `/`; empty on the board itself. */
  readonly path: string;
  readonly node: string;
  /** Written while differentiating the node, not by the node itself. */
  readonly backward?: true;
}

/** Where the numbers of a feed come from. */
export type FeedSource =
  /** Examples of a data node, batch first. */
  | { readonly kind: 'data'; readonly node: string; readonly port: string }
  /** Which examples of a data node, int32 [B], where the data itself is with the backend. */
  | { readonly kind: 'examples'; readonly node: string }
  /** A dial that may be turned while the program runs: a float32 scalar. */
  | { readonly kind: 'dial'; readonly node: string; readonly dial: string }
  /** Words that a person may change while the program runs, as one row of tokens: int32 [1, length]. */
  | { readonly kind: 'words'; readonly node: string; readonly dial: string }
  /** A list of numbers that a person may change while the program runs, all 0 where it is empty: float32 [length]. */
  | { readonly kind: 'numbers'; readonly node: string; readonly dial: string }
  /** int32 `[seed, draw]`, the key of all randomness. */
  | { readonly kind: 'random' }
  /** The number of updates that an optimizer has made so far: a float32 scalar. */
  | { readonly kind: 'counter'; readonly node: string }
  /** An input of the board or of an exported function. */
  | { readonly kind: 'input'; readonly name: string }
  /** What another part of the same computation hands on, by the name of the feed. */
  | { readonly kind: 'handed' };

export interface Feed {
  readonly name: string;
  readonly value: number;
  readonly source: FeedSource;
}

/** A variable of the target: read once, before anything is written. */
export interface VariableRead {
  readonly name: string;
  readonly value: number;
}

export interface Instruction {
  readonly kind: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly attributes: Attributes;
  readonly origin: Origin | null;
}

/**
 * A flat list of operations over numbered values, each written once and before its use.
 * Variables are read at the start and updated at the end, so that the order of instructions never matters.
 */
export interface Program {
  /** The type of each value, by number. */
  readonly types: readonly TensorType[];
  readonly feeds: readonly Feed[];
  readonly variables: readonly VariableRead[];
  readonly instructions: readonly Instruction[];
  /** What the program returns, by name. */
  readonly outputs: Readonly<Record<string, number>>;
  /** Variable → the value that it takes when the program has run. */
  readonly updates: Readonly<Record<string, number>>;
}
