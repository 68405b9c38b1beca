import { doorsThatAsk } from '../../nodes/graph/asked-values.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';

/**
 * What the board's inputs are now, by name, as sampling takes them: the engine's model may be of an older state of the document. An
 * input that nobody chose a value for is empty.
 */
export const chosenInputs = (document: GraphDocument): Record<string, Float32Array<ArrayBuffer>> =>
  Object.fromEntries(
    [...doorsThatAsk(document)].map(([name, { value }]) => [name, Float32Array.from(value)]),
  );
