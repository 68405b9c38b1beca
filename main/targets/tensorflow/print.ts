import type { Attributes } from '../../../nodes/alphabet/operation.ts';
import type { TensorType } from '../../../nodes/alphabet/shape.ts';
import type { GraphBuilder, Ref } from './graph-builder.ts';

/** One operation of a program on its way into a graph. */
export interface Printing<A extends Attributes = Attributes> {
  readonly graph: GraphBuilder;
  /** The alphabet says how many there are, so they are taken without asking. */
  readonly inputs: readonly [a: Ref, b: Ref, c: Ref, ...others: Ref[]];
  readonly inputTypes: readonly [TensorType, TensorType, TensorType, ...TensorType[]];
  readonly types: readonly [TensorType, ...TensorType[]];
  readonly attributes: A;
  /** Prints what a wide operation is made of instead. */
  define(): readonly Ref[];
}

/** Writes the nodes of one operation and answers with its outputs, in the operation's order. */
export type Print<A extends Attributes = Attributes> = (printing: Printing<A>) => Ref | readonly Ref[];

/** Printers by kind of operation. */
export type PrintTable = Readonly<Record<string, Print>>;

/** Keeps the attribute type of one operation out of the table. */
export const print = <A extends Attributes>(write: Print<A>): Print => write as unknown as Print;
