import { catalogue } from '../catalogue.ts';
import type { Dial } from '../dial.ts';
import { textDial } from './dials.ts';
import type { GraphDocument, GraphNode } from './document.ts';

/** The dial of a door of the board that holds what a person asks for; `null` where it has none. */
const askedBy = ({ kind }: GraphNode): string | null => {
  const definition = catalogue.get(kind);
  if (definition?.role !== 'input') return null;
  const dials = Object.entries<Dial>(definition.dials);
  return dials.find(([, dial]) => dial.type === 'numbers' && dial.exampleOf && dial.live)?.[0] ?? null;
};

/** What a document asks for at the inputs of its board, by their names; of one that nobody chose a value for, nothing. */
export function askedValues({ board }: GraphDocument): ReadonlyMap<string, readonly number[]> {
  const asked = new Map<string, readonly number[]>();
  for (const node of Object.values(board.nodes)) {
    const dial = askedBy(node);
    if (dial === null) continue;
    const value = node.dials[dial];
    asked.set(textDial(node, 'name', node.kind), Array.isArray(value) ? value : []);
  }
  return asked;
}
