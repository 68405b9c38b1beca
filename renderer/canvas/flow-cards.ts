import type { Node, NodeChange } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { create } from 'zustand';
import { catalogue } from '../../nodes/catalogue.ts';
import type { GraphDocument, GraphNode } from '../../nodes/graph/document.ts';
import type { Position } from '../edits/add-node.ts';
import { givenName } from '../../nodes/graph/names.ts';
import { useText } from '../language/texts.ts';
import { callsOf } from '../shapes/locate.ts';
import { select, useDocument } from '../state/document.ts';
import { graphNow, titleOf, useGraph } from './card-state.ts';
import { lookOf } from './card.tsx';
import { USUAL } from './canvas-state.ts';
import { useSteady, withChosen } from './chosen.ts';
import { drag, useDragged } from './dragged.ts';
import { foldedHomes } from './folded.ts';
import { boxAround, frameBox, type Box } from './frame-box.ts';
import { heldBy } from './frame-gestures.ts';
import { move } from './gestures.ts';
import { useRoles } from './spoken.ts';
import { frameKey, keysIn, keysOf, noteKey, pieceOf, selectionOf } from './pieces.ts';

/** Cards, frames, folded frames and notes: what they show, they find themselves by their id. */
export type FlowCard = Node<Record<string, never>, 'card' | 'frame' | 'folded' | 'note'>;

/** Where cards go that never had a place: in rows, so that none hides another. */
const placeOfNew = (index: number): Position => ({ x: (index % 6) * 260, y: Math.floor(index / 6) * 200 });

type Size = NonNullable<FlowCard['measured']>;

interface Measured {
  /** The calls that lead to the graph whose cards these are. */
  readonly graph: string;
  readonly sizes: ReadonlyMap<string, Size>;
}
const UNMEASURED: ReadonlyMap<string, Size> = new Map();

/** Sizes of the cards of the graph on the screen, as React Flow measured them. */
const useSizes = create<Measured>(() => ({ graph: '', sizes: UNMEASURED }));

const sizesIn = ({ graph, sizes }: Measured, here: string): ReadonlyMap<string, Size> =>
  graph === here ? sizes : UNMEASURED;

const graphHere = (): string => callsOf(useDocument.getState().path);

/**
 * The cards of the graph as React Flow draws them. Places are the document's; while cards are dragged they are those of
 * the pointer. A card is another object only where it stands, is called or looks otherwise: what is in it, it finds itself.
 */
export function useFlowCards(): FlowCard[] {
  const graph = useGraph();
  const text = useText();
  const document = useDocument((state) => state.document);
  const selection = useDocument(({ selection }) => selection);
  const here = useDocument(({ path }) => callsOf(path));
  const sizes = useSizes((state) => sizesIn(state, here));
  const places = useDragged((state) => state.places);
  const roles = useRoles();
  const drawn = useRef<ReadonlyMap<string, FlowCard>>(new Map());

  const cards = useMemo(() => {
    const chosen = new Set(keysOf(selection));
    const homes = foldedHomes(graph);
    const made: FlowCard[] = [];
    const boxes = new Map<string, Box>();
    const add = (card: Omit<FlowCard, 'data' | 'selected'> & { readonly type: keyof typeof roles }) => {
      const size = sizes.get(card.id);
      boxes.set(card.id, { ...card.position, ...USUAL, ...size });
      made.push({
        data: NO_DATA,
        selected: chosen.has(card.id),
        domAttributes: roles[card.type],
        ...(size && { measured: size }),
        ...card,
      });
    };
    Object.entries(graph.nodes).forEach(([id, node], index) => {
      const position = places[id] ?? node.position ?? placeOfNew(index);
      if (homes.has(id)) boxes.set(id, { ...position, ...USUAL });
      else
        add({
          id,
          type: 'card',
          position,
          ariaLabel: labelOf(node, document, text),
          className: `look-${lookOf(node)}`,
        });
    });
    for (const [id, { text: words, position }] of Object.entries(graph.notes ?? {})) {
      const key = noteKey(id);
      add({ id: key, type: 'note', position: places[key] ?? position, ariaLabel: words });
    }
    // Frames lie below everything; a folded one is a card.
    const frames = made.length;
    for (const [id, frame] of Object.entries(graph.frames ?? {})) {
      const held = keysIn(frame).flatMap((key) => boxes.get(key) ?? []);
      if (held.length === 0) continue;
      const key = frameKey(id);
      const ariaLabel = text(givenName(frame)!);
      if (frame.folded) {
        const { x, y } = boxAround(held);
        add({ id: key, type: 'folded', position: { x, y }, ariaLabel });
        continue;
      }
      const { x, y, width, height } = frameBox(held);
      add({
        id: key,
        type: 'frame',
        position: { x, y },
        width,
        height,
        zIndex: chosen.has(key) ? BELOW_THOUGH_SELECTED : BELOW,
        dragHandle: '.frame-title',
        style: ONLY_ITS_TITLE,
        ariaLabel,
      });
    }
    const next = new Map<string, FlowCard>();
    for (const card of [...made.slice(frames), ...made.slice(0, frames)]) {
      const before = drawn.current.get(card.id);
      next.set(card.id, before && sameCard(before, card) ? before : card);
    }
    drawn.current = next;
    return [...next.values()];
  }, [graph, document, selection, sizes, places, text, roles]);
  return useSteady(cards);
}

const NO_DATA: Record<string, never> = {};
/** React Flow raises what is selected by 1,000. */
const BELOW = -1;
const BELOW_THOUGH_SELECTED = -1001;
/** Through a frame one clicks and drags on the canvas. */
const ONLY_ITS_TITLE = { pointerEvents: 'none' } as const;

function labelOf(node: GraphNode, document: GraphDocument | null, text: ReturnType<typeof useText>): string {
  const kind = catalogue.get(node.kind)?.title;
  const title = text(titleOf(node, document));
  return kind ? `${title}, ${text(kind)}` : title;
}

const sameCard = (a: FlowCard, b: FlowCard): boolean =>
  a.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.type === b.type &&
  a.width === b.width &&
  a.height === b.height &&
  a.selected === b.selected &&
  a.measured === b.measured &&
  a.ariaLabel === b.ariaLabel &&
  a.domAttributes === b.domAttributes &&
  a.className === b.className;

/**
 * Takes in what React Flow measured, what was selected, and what moved.
 * @param adding whether what is selected comes beside the wires that are
 */
export function changeCards(changes: NodeChange<FlowCard>[], adding: boolean): void {
  const measured = changes.flatMap((change) =>
    change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
  );
  if (measured.length > 0) {
    const graph = graphHere();
    useSizes.setState((before) => ({ graph, sizes: new Map([...sizesIn(before, graph), ...measured]) }));
  }

  const chosen = changes.filter((change) => change.type === 'select');
  if (chosen.length > 0) {
    const { selection } = useDocument.getState();
    const wires = adding || chosen.every(({ selected }) => !selected) ? selection.wires : [];
    select({ wires, ...selectionOf(withChosen(keysOf(selection), chosen)) });
  }

  const moved = changes.flatMap((change) =>
    change.type === 'position' && change.position
      ? [{ id: change.id, position: change.position, dragging: change.dragging === true }]
      : [],
  );
  if (moved.length === 0) return;
  const places = placesOf(moved);
  if (moved.some(({ dragging }) => dragging)) drag(places);
  // The end of a drag is one deed; arrow keys that follow each other are one too.
  else if (Object.keys(useDragged.getState().places).length === 0) move(places, 'nudge');
}

/** Where cards and notes go when these move: a frame takes along what it holds. */
function placesOf(
  moved: readonly { readonly id: string; readonly position: Position }[],
): Record<string, Position> {
  const graph = graphNow(useDocument.getState());
  const under = useDragged.getState().places;
  const places: Record<string, Position> = {};
  for (const { id: key, position } of moved) {
    const { kind, id } = pieceOf(key);
    const frame = kind === 'frames' ? graph.frames?.[id] : undefined;
    if (!frame) continue;
    const held = [...heldBy(graph, frame)].map(([one, box]) => [one, { ...box, ...under[one] }] as const);
    if (held.length === 0) continue;
    const boxes = held.map(([, box]) => box);
    const stood = frame.folded ? boxAround(boxes) : frameBox(boxes);
    for (const [one, { x, y }] of held)
      places[one] = { x: x + position.x - stood.x, y: y + position.y - stood.y };
  }
  // What is moved by itself too goes where it is moved to.
  for (const { id, position } of moved) if (pieceOf(id).kind !== 'frames') places[id] = position;
  return places;
}
