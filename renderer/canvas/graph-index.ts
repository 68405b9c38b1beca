import type { Graph, Wire } from '../../nodes/graph/document.ts';
import { sharingCalls } from '../edits/blocks.ts';

interface WiresAt {
  readonly arriving: readonly Wire[];
  readonly leaving: readonly Wire[];
}
const NO_WIRES: WiresAt = { arriving: [], leaving: [] };
const byCard = new WeakMap<readonly Wire[], ReadonlyMap<string, WiresAt>>();

/** The wires of a card. */
export function wiresAt({ wires }: Graph, id: string): WiresAt {
  let index = byCard.get(wires);
  if (!index) {
    const made = new Map<string, { arriving: Wire[]; leaving: Wire[] }>();
    const at = (node: string) => {
      const there = made.get(node) ?? { arriving: [], leaving: [] };
      made.set(node, there);
      return there;
    };
    for (const wire of wires) {
      at(wire.from.node).leaving.push(wire);
      at(wire.to.node).arriving.push(wire);
    }
    byCard.set(wires, (index = made));
  }
  return index.get(id) ?? NO_WIRES;
}

const sharing = new WeakMap<Graph['nodes'], ReadonlyMap<string, readonly string[]>>();

/** The calls that share their weights with a card, found once for all cards. */
export function callsWith(graph: Graph, id: string): readonly string[] {
  let byCard = sharing.get(graph.nodes);
  if (!byCard) sharing.set(graph.nodes, (byCard = sharingCalls(graph)));
  return byCard.get(id) ?? [];
}
