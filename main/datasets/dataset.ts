import type { Vocabulary } from '../../nodes/vocabulary.ts';

/** What one port of a data set gives for each example. */
export interface DatasetPort {
  /** Without the batch dimension: `[28, 28, 1]` for an image, `[]` for a label. */
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
}

export type Split = 'training' | 'held-out';

/** A data set as the engine uses it. Examples of both splits are numbered from 0, and no example is in both. */
export interface Dataset {
  /** For people: what it is and where it comes from. */
  readonly name: string;
  readonly ports: Readonly<Record<string, DatasetPort>>;
  readonly trainingExamples: number;
  readonly heldOutExamples: number;
  /** What the tokens of a text stand for, where that was learned from it. */
  readonly vocabulary?: Vocabulary;
  /**
   * The examples at `indices` of a split, in that order: for each port a new array of shape [indices.length, ...port.shape],
   * row-major. An index may come more than once. Throws a sentence for an index that the split does not have.
   */
  batch(split: Split, indices: ArrayLike<number>): Record<string, Float32Array | Int32Array>;
}

/** What a file under `sets/` exports by default: a kind of data set, opened with the dials of its node. */
export interface DatasetKind {
  readonly kind: string;
  /**
   * Reads through files once that cannot be read piece by piece (pictures, tables, what is zipped), and leaves what `open` needs
   * in the user's cache. Called before `open`; throws a sentence for files that cannot be read.
   */
  prepare?(dials: Readonly<Record<string, unknown>>): Promise<void>;
  /** Opens it; reads files. Throws a sentence for dials that cannot be met and files that cannot be read. */
  open(dials: Readonly<Record<string, unknown>>): Dataset;
}
