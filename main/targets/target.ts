import type { DType, TensorType } from '../../nodes/alphabet/shape.ts';
import type { Program } from '../../nodes/program/program.ts';

/** The elements of a tensor, row-major. bool is 0 or 1 in bytes. */
export type Elements = Float32Array | Int32Array | Uint8Array;

/** Numbers outside of any backend. */
export interface Values {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: Elements;
}

/** Programs made ready to run on one backend, with the variables that they share. */
export interface Runner {
  /** What the variables are, over all programs. */
  readonly variables: ReadonlyMap<string, TensorType>;
  /**
   * Runs one program and then holds its updates.
   * @param feeds by name, in the order of elements of the feed's type
   * @throws a sentence where a feed is missing, or has another size or type than the program was traced with
   */
  run(entry: string, feeds: Readonly<Record<string, Elements>>): Promise<Record<string, Values>>;
  /** Copies variables out (all of them unless named). */
  read(names?: readonly string[]): Promise<Map<string, Values>>;
  /** Sets variables; each must be known and of its shape and type. */
  write(values: ReadonlyMap<string, Values>): Promise<void>;
  /** How many tensors the backend holds at this moment, for leak tests. */
  tensorCount(): number;
  dispose(): void;
}

/** One reading of the program: a table over the alphabet and a way to run what it prints. */
export interface Target {
  readonly name: string;
  /** The kinds that this target takes whole; the others are expanded to their definitions. */
  takes(kind: string): boolean;
  /** @param programs by entry name; all of them share variables by name */
  open(programs: Readonly<Record<string, Program>>): Promise<Runner>;
}
