import { catalogue } from '../../nodes/catalogue.ts';
import type { Graph } from '../../nodes/graph/document.ts';
import type { Position } from '../edits/add-node.ts';
import { editDrawing } from '../edits/site.ts';
import { useDocument } from '../state/document.ts';
import { showWhole, sizeOf } from './canvas-state.ts';
import { graphNow } from './card-state.ts';
import { drawnEnds, foldedHomes } from './folded.ts';
import { boxAround, frameBox } from './frame-box.ts';
import { heldBy, movePieces, shift } from './frame-gestures.ts';
import { selectedNodes } from './gestures.ts';
import { layOut, type LaidBox, type LaidWire } from './lay-out.ts';
import { frameKey, noteKey, pieceOf } from './pieces.ts';
import { rowsBelow } from './rows-below.ts';

/** Lays the cards out anew, those that are selected or all: wires read from left to right, frames stay together. */
export async function tidy(): Promise<void> {
  const state = useDocument.getState();
  const graph = graphNow(state);
  const selected = selectedNodes();
  const ids = selected.length > 1 ? selected : Object.keys(graph.nodes);
  if (ids.length === 0) return;
  const pieces = piecesOf(graph, new Set(ids));
  const there = new Set(pieces.map(({ id }) => id));
  const homes = foldedHomes(graph);
  const wires = graph.wires.flatMap((wire) => {
    const ends = drawnEnds(homes, wire);
    return ends && there.has(ends.from.node) && there.has(ends.to.node)
      ? [{ from: ends.from.node, to: ends.to.node }]
      : [];
  });
  const positions = around(pieces, await layOutFramed(pieces, wires));
  if (useDocument.getState().document !== state.document) return;
  editDrawing({ en: 'Tidy the cards', ko: '카드 정리하기' }, (draft) => {
    for (const { id: key, position } of pieces) {
      const { kind, id } = pieceOf(key);
      const at = positions[key];
      if (!at) continue;
      if (kind === 'frames')
        shift(draft, heldBy(draft, draft.frames![id]!), { x: at.x - position.x, y: at.y - position.y });
      else movePieces(draft, { [key]: at });
    }
  });
  showWhole();
}

interface Piece extends LaidBox {
  readonly position: Position;
  /** Views and metrics, and folded frames of nothing else. */
  readonly looks: boolean;
  /** Key of the open frame around it. */
  readonly within?: string | undefined;
}

/** What stands on the canvas of some cards: they themselves, and folded frames around them. */
function piecesOf(graph: Graph, ids: ReadonlySet<string>): readonly Piece[] {
  const looks = (id: string) =>
    ['view', 'metric'].includes(catalogue.get(graph.nodes[id]?.kind ?? '')?.role ?? '');
  const frameAround = new Map<string, string>();
  const pieces: Piece[] = [];
  for (const [id, frame] of Object.entries(graph.frames ?? {})) {
    if (!frame.nodes.some((node) => ids.has(node))) continue;
    const key = frameKey(id);
    const held = heldBy(graph, frame);
    if (held.size === 0) continue;
    for (const one of held.keys()) frameAround.set(one, key);
    if (frame.folded) {
      const { x, y } = boxAround([...held.values()]);
      pieces.push({ id: key, ...sizeOf(key), position: { x, y }, looks: frame.nodes.every(looks) });
    } else
      for (const note of frame.notes ?? []) {
        const one = noteKey(note);
        const box = held.get(one);
        if (box) pieces.push({ ...box, id: one, position: box, within: key, looks: false });
      }
  }
  const homes = foldedHomes(graph);
  for (const id of ids) {
    if (!(id in graph.nodes) || homes.has(id)) continue;
    const within = frameAround.get(id);
    const position = graph.nodes[id]!.position ?? { x: 0, y: 0 };
    pieces.push({ id, ...sizeOf(id), position, within, looks: looks(id) });
  }
  return pieces;
}

/** Room above a frame: its title keeps its size where everything else is small. */
const TITLE = 36;

/** What is in an open frame by itself first, then the frame as one among the others. */
async function layOutFramed(
  pieces: readonly Piece[],
  wires: readonly LaidWire[],
): Promise<Readonly<Record<string, Position>>> {
  const within = new Map(pieces.map((piece) => [piece.id, piece.within]));
  const outer: Piece[] = pieces.filter((piece) => piece.within === undefined);
  const inside: Record<string, Position>[] = [];
  const frames = new Map<string, (at: Position) => Record<string, Position>>();
  for (const frame of new Set(pieces.flatMap((piece) => piece.within ?? []))) {
    const held = pieces.filter((piece) => piece.within === frame);
    const places = await layOutWithLooks(
      held,
      wires.filter(({ from, to }) => within.get(from) === frame && within.get(to) === frame),
    );
    const { y, height, ...across } = frameBox(held.map((piece) => ({ ...piece, ...places[piece.id]! })));
    const box = { ...across, y: y - TITLE, height: height + TITLE };
    outer.push({ ...box, id: frame, position: box, looks: held.every(({ looks }) => looks) });
    frames.set(frame, (at) => moved(places, { x: at.x - box.x, y: at.y - box.y }));
  }
  const home = (id: string) => within.get(id) ?? id;
  const positions = await layOutWithLooks(
    outer,
    wires.map(({ from, to }) => ({ from: home(from), to: home(to) })).filter(({ from, to }) => from !== to),
  );
  for (const [key, at] of Object.entries(positions)) inside.push(frames.get(key)?.(at) ?? { [key]: at });
  return Object.assign({}, ...inside) as Record<string, Position>;
}

const moved = (places: Readonly<Record<string, Position>>, by: Position): Record<string, Position> =>
  Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]));

/** Distance between the model and the views below it. */
const BELOW = 72;
/** A row has room for two views at least. */
const TWO_VIEWS = 600;

/** The model from left to right by its wires, and below it the views and metrics that look at it. */
async function layOutWithLooks(
  cards: readonly Piece[],
  wires: readonly LaidWire[],
): Promise<Readonly<Record<string, Position>>> {
  const model = cards.filter(({ looks }) => !looks);
  if (model.length === 0) return layOut(cards, wires);
  const ofModel = new Set(model.map(({ id }) => id));
  const positions = await layOut(
    model,
    wires.filter(({ from, to }) => ofModel.has(from) && ofModel.has(to)),
  );
  const boxes = model.map(({ id, width, height }) => ({ ...positions[id]!, width, height }));
  const left = Math.min(...boxes.map(({ x }) => x));
  const looks = cards
    .filter(({ looks: seen }) => seen)
    .map((card) => {
      const sources = wires.flatMap(({ from, to }) => (to === card.id ? [positions[from]?.x ?? left] : []));
      return { ...card, comesFrom: sources.reduce((sum, x) => sum + x, 0) / (sources.length || 1) };
    });
  return {
    ...positions,
    ...rowsBelow(looks, {
      x: left,
      y: Math.max(...boxes.map(({ y, height }) => y + height)) + BELOW,
      width: Math.max(TWO_VIEWS, Math.max(...boxes.map(({ x, width }) => x + width)) - left),
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
  return moved(positions, { x: before.x - after.x, y: before.y - after.y });
}
