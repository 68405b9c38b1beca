import type { Tensor } from '../alphabet/operation.ts';
import type { BlockArguments } from '../build-context.ts';
import type { Dimension, Shape } from '../alphabet/shape.ts';
import type { Carried, Meaning, Named } from '../port.ts';
import type { Trace } from '../program/trace.ts';
import type { DialValue, Graph, GraphDocument } from './document.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { GraphProblem } from './problems.ts';
import type { Variables } from './variables.ts';

export type WireValue = Carried[keyof Carried];
export type PortValues = Readonly<Record<string, WireValue | undefined>>;

/** What one part of a document is evaluated for. */
export interface SliceSettings {
  readonly document: GraphDocument;
  readonly trace: Trace;
  readonly variables: Variables;
  readonly mode: 'training' | 'inference';
  readonly batch: Dimension;
  /** Blocks whose states may change in this program. */
  readonly trained: ReadonlySet<string>;
  /** Weights that have a moving average, which calls may ask for. */
  readonly averages: ReadonlySet<string>;
  /** Whether calls use averaged weights unless they say otherwise. */
  readonly averaged: boolean;
  /** Noise is keyed by (seed, draw, place), or an input of the function. */
  readonly noise: 'keyed' | 'input';
  /** By data node: what its tokens stand for, where that was learned from its text. */
  readonly vocabularies?: ReadonlyMap<string, Vocabulary>;
  /** May answer for a node of the board without writing it again. */
  readonly recall?: (asked: BoardNode, write: () => PortValues) => PortValues;
}

/** A node of the board that is about to be written. */
export interface BoardNode {
  readonly id: string;
  readonly kind: string;
  readonly dials: Readonly<Record<string, DialValue>>;
  /** What arrives at its inputs. */
  readonly values: Readonly<Record<string, WireValue | readonly Named<WireValue>[] | undefined>>;
}

/** A graph that is being evaluated: the board, or one call of a design. */
export interface Scope {
  readonly graph: Graph;
  /** Call path from the board inwards; `''` on the board. */
  readonly path: string;
  /** Where the weights of its nodes live; `null` on the board. */
  readonly owner: string | null;
  readonly arguments: BlockArguments;
  readonly mode: 'training' | 'inference';
  readonly averaged: boolean;
  /** Designs that are being called, outermost first. */
  readonly designs: readonly string[];
  readonly done: Map<string, PortValues>;
  readonly open: Set<string>;
}

/** A node as it was written into the program, for reading aloud. */
export interface BuiltNode {
  readonly path: string;
  readonly node: string;
  readonly kind: string;
  readonly inputs: readonly {
    readonly port: string;
    readonly name?: string;
    readonly from: { readonly node: string; readonly port: string };
  }[];
  readonly outputs: PortValues;
}

/** What the context of a node needs from the slice that builds it. */
export interface Builder {
  readonly settings: SliceSettings;
  /** The loop whose body is being written: which turn it is, a scalar, and how many there are. */
  loop: { readonly turn: Tensor; readonly count: number } | null;
  /** What was written so far, in that order. */
  readonly built: readonly BuiltNode[];
  /** What stands in the way so far. */
  readonly problems: GraphProblem[];
  /** The outputs of a node of a scope, built now if it was not yet. */
  build(scope: Scope, id: string): PortValues;
  /** The shape that the first call card of a block has at an input; `null` where there is none or nothing arrives. */
  shapeAtCall(block: string, input: string): Shape | null;
  meaningOf(tensor: Tensor): Meaning;
  means(tensor: Tensor, meaning: Meaning): Tensor;
}
