import type { Position } from '../edits/add-node.ts';
import { useDocument } from '../state/document.ts';
import { flowNow, sizeOf, WHOLE } from './canvas-state.ts';
import { graphNow } from './card-state.ts';
import { move } from './gestures.ts';
import { layOut } from './lay-out.ts';

/** Lays the cards out anew, those that are selected or all: wires read from left to right. */
export async function tidy(): Promise<void> {
  const state = useDocument.getState();
  const graph = graphNow(state);
  const { nodes: selected } = state.selection;
  const ids = selected.length > 1 ? selected : Object.keys(graph.nodes);
  if (ids.length === 0) return;
  const cards = ids.map((id) => ({
    id,
    ...sizeOf(id),
    position: graph.nodes[id]?.position ?? { x: 0, y: 0 },
  }));
  const chosen = new Set(ids);
  const wires = graph.wires.filter(({ from, to }) => chosen.has(from.node) && chosen.has(to.node));
  const positions = await layOut(cards, wires);
  if (useDocument.getState().document !== state.document) return;
  move(around(cards, positions));
  requestAnimationFrame(() => void flowNow()?.fitView({ ...WHOLE, duration: 200 }));
}

/** The new places moved so that the whole keeps its upper left corner. */
function around(
  cards: readonly { readonly id: string; readonly position: Position }[],
  positions: Readonly<Record<string, Position>>,
): Record<string, Position> {
  const corner = (places: readonly Position[]) => ({
    x: Math.min(...places.map(({ x }) => x)),
    y: Math.min(...places.map(({ y }) => y)),
  });
  const before = corner(cards.map(({ position }) => position));
  const after = corner(Object.values(positions));
  return Object.fromEntries(
    Object.entries(positions).map(([id, { x, y }]) => [
      id,
      { x: x - after.x + before.x, y: y - after.y + before.y },
    ]),
  );
}
