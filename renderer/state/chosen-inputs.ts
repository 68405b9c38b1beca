import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import { textDial } from '../../nodes/graph/dials.ts';
import type { GraphDocument, GraphNode } from '../../nodes/graph/document.ts';

/** The dial of a door of the board that holds what a person asks for; `null` where it has none. */
const chosenBy = ({ kind }: GraphNode): string | null => {
  const definition = catalogue.get(kind);
  if (definition?.role !== 'input') return null;
  const dials = Object.entries<Dial>(definition.dials);
  return dials.find(([, dial]) => dial.type === 'numbers' && dial.exampleOf && dial.live)?.[0] ?? null;
};

/**
 * What the board's inputs are now, by name, as sampling takes them: the engine's model may be of an older state of the document. An
 * input that nobody chose a value for is empty.
 */
export function chosenInputs({ board }: GraphDocument): Record<string, Float32Array<ArrayBuffer>> {
  return Object.fromEntries(
    Object.values(board.nodes).flatMap((node) => {
      const dial = chosenBy(node);
      if (dial === null) return [];
      const value = node.dials[dial];
      return [[textDial(node, 'name', node.kind), Float32Array.from(Array.isArray(value) ? value : [])]];
    }),
  );
}
