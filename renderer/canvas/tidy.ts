import { catalogue } from '../../nodes/catalogue.ts';
import type { Graph, Wire } from '../../nodes/graph/document.ts';
import type { Position } from '../edits/add-node.ts';
import { useDocument } from '../state/document.ts';
import { flowNow, sizeOf, WHOLE } from './canvas-state.ts';
import { graphNow } from './card-state.ts';
import { move } from './gestures.ts';
import { layOut } from './lay-out.ts';
import { rowsBelow } from './rows-below.ts';

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
  const positions = await layOutWithLooks(graph, cards, wires);
  if (useDocument.getState().document !== state.document) return;
  move(around(cards, positions));
  requestAnimationFrame(() => void flowNow()?.fitView({ ...WHOLE, duration: 200 }));
}

type Placed = { readonly id: string; readonly width: number; readonly height: number };

/** Distance between the model and the views below it. */
const BELOW = 72;

/** The model from left to right by its wires, and below it the views and metrics that look at it. */
async function layOutWithLooks(
  graph: Graph,
  cards: readonly Placed[],
  wires: readonly Wire[],
): Promise<Readonly<Record<string, Position>>> {
  const looksOn = ({ id }: Placed) =>
    ['view', 'metric'].includes(catalogue.get(graph.nodes[id]!.kind)?.role ?? '');
  const model = cards.filter((card) => !looksOn(card));
  if (model.length === 0) return layOut(cards, wires);
  const ofModel = new Set(model.map(({ id }) => id));
  const positions = await layOut(
    model,
    wires.filter(({ from, to }) => ofModel.has(from.node) && ofModel.has(to.node)),
  );
  const boxes = model.map(({ id, width, height }) => ({ ...positions[id]!, width, height }));
  const left = Math.min(...boxes.map(({ x }) => x));
  const looks = cards.filter(looksOn).map((card) => {
    const sources = wires.flatMap(({ from, to }) =>
      to.node === card.id ? [positions[from.node]?.x ?? left] : [],
    );
    return { ...card, comesFrom: sources.reduce((sum, x) => sum + x, 0) / (sources.length || 1) };
  });
  return {
    ...positions,
    ...rowsBelow(looks, {
      x: left,
      y: Math.max(...boxes.map(({ y, height }) => y + height)) + BELOW,
      width: Math.max(...boxes.map(({ x, width }) => x + width)) - left,
    }),
  };
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
