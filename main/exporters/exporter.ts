import type { Text } from '../../nodes/alphabet/problem.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import type { Values } from '../targets/target.ts';

/** A trained model, ready to be taken away. */
export interface ExportSource {
  readonly document: GraphDocument;
  /** Trained weights and states by name: `engine/trained-weights`. */
  readonly weights: ReadonlyMap<string, Values>;
  /** What the tokens of data nodes stand for, where that was learned from a text: as it came with the weights. */
  readonly vocabularies?: ReadonlyMap<string, Vocabulary>;
}

/** What was written and how it was checked. */
export interface ExportReport {
  /** Files, relative to the folder. */
  readonly files: readonly string[];
  /** Each function that was written, with the largest difference between its outputs there and in the app. */
  readonly checked: readonly { readonly name: string; readonly worstDifference: number }[];
}

/** One format, one file under `formats/`. */
export interface Exporter {
  readonly name: string;
  readonly title: Text;
  readonly sentence: Text;
  /**
   * Writes the model into an existing, empty folder, runs it again from there, and compares.
   * @throws a sentence where it cannot be written, or where its numbers differ from the app's
   */
  export(source: ExportSource, folder: string): Promise<ExportReport>;
}
