import type { Node, NodeChange } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { create } from 'zustand';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Graph, GraphDocument, GraphNode } from '../../nodes/graph/document.ts';
import type { Position } from '../edits/add-node.ts';
import { useText } from '../language/texts.ts';
import { callsOf } from '../shapes/locate.ts';
import { select, useDocument, wireKey } from '../state/document.ts';
import { titleOf, useGraph } from './card-state.ts';
import { lookOf } from './card.tsx';
import { drag, useDragged } from './dragged.ts';
import { move } from './gestures.ts';
import type { WireEdge } from './wire.tsx';

export type FlowCard = Node<Record<string, never>, 'card'>;

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

/** The same array as before where nothing in it is another, so that whoever draws it need not. */
function useSteady<T>(now: T[]): T[] {
  const before = useRef(now);
  if (now.length !== before.current.length || now.some((one, i) => one !== before.current[i]))
    before.current = now;
  return before.current;
}

/**
 * The cards of the graph as React Flow draws them. Places are the document's; while cards are dragged they are those of
 * the pointer. A card is another object only where it stands, is called or looks otherwise: what is in it, it finds itself.
 */
export function useFlowCards(): FlowCard[] {
  const graph = useGraph();
  const text = useText();
  const document = useDocument((state) => state.document);
  const selection = useDocument(({ selection }) => selection.nodes);
  const here = useDocument(({ path }) => callsOf(path));
  const sizes = useSizes((state) => sizesIn(state, here));
  const places = useDragged((state) => state.places);
  const drawn = useRef<ReadonlyMap<string, FlowCard>>(new Map());

  const cards = useMemo(() => {
    const chosen = new Set(selection);
    const next = new Map<string, FlowCard>();
    Object.entries(graph.nodes).forEach(([id, node], index) => {
      const card: FlowCard = {
        id,
        type: 'card',
        position: places[id] ?? node.position ?? placeOfNew(index),
        data: NO_DATA,
        selected: chosen.has(id),
        ariaLabel: labelOf(node, document, text),
        className: `look-${lookOf(node)}`,
      };
      const size = sizes.get(id);
      if (size) card.measured = size;
      const before = drawn.current.get(id);
      next.set(id, before && sameCard(before, card) ? before : card);
    });
    drawn.current = next;
    return [...next.values()];
  }, [graph.nodes, document, selection, sizes, places, text]);
  return useSteady(cards);
}

const NO_DATA: Record<string, never> = {};

function labelOf(node: GraphNode, document: GraphDocument | null, text: ReturnType<typeof useText>): string {
  const kind = catalogue.get(node.kind)?.title;
  const title = text(titleOf(node, document));
  return kind ? `${title}, ${text(kind)}` : title;
}

const sameCard = (a: FlowCard, b: FlowCard): boolean =>
  a.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.selected === b.selected &&
  a.measured === b.measured &&
  a.ariaLabel === b.ariaLabel &&
  a.className === b.className;

/** Takes in what React Flow measured, what was selected, and what moved. */
export function changeCards(changes: NodeChange<FlowCard>[]): void {
  const measured = changes.flatMap((change) =>
    change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
  );
  if (measured.length > 0) {
    const graph = graphHere();
    useSizes.setState((before) => ({ graph, sizes: new Map([...sizesIn(before, graph), ...measured]) }));
  }

  const chosen = changes.filter((change) => change.type === 'select');
  if (chosen.length > 0) {
    const { nodes: before, wires } = useDocument.getState().selection;
    select({ wires, nodes: withChosen(before, chosen) });
  }

  const moved = changes.flatMap((change) =>
    change.type === 'position' && change.position
      ? [{ id: change.id, position: change.position, dragging: change.dragging === true }]
      : [],
  );
  if (moved.length === 0) return;
  const places = Object.fromEntries(moved.map(({ id, position }) => [id, position]));
  if (moved.some(({ dragging }) => dragging)) drag(places);
  // The end of a drag is one deed; arrow keys that follow each other are one too.
  else if (Object.keys(useDragged.getState().places).length === 0) move(places, 'nudge');
}

/** The wires of the graph as React Flow draws them. Those that end nowhere are told among the problems. */
export function useFlowWires(): WireEdge[] {
  const { nodes, wires } = useGraph();
  const selection = useDocument(({ selection }) => selection.wires);
  const edges = useMemo(() => {
    const chosen = new Set(selection);
    return wires
      .filter(({ from, to }) => from.node in nodes && to.node in nodes)
      .map((wire) => edgeOf(wire, chosen.has(wireKey(wire))));
  }, [nodes, wires, selection]);
  return useSteady(edges);
}

/** Edges by their wires: a wire that nobody edited is the same edge. */
const edges = new WeakMap<Graph['wires'][number], WireEdge>();

function edgeOf(wire: Graph['wires'][number], selected: boolean): WireEdge {
  const before = edges.get(wire);
  if (before && before.selected === selected) return before;
  const { from, to } = wire;
  const edge: WireEdge = {
    id: wireKey(wire),
    type: 'wire',
    source: from.node,
    sourceHandle: from.port,
    target: to.node,
    targetHandle: to.port,
    selected,
    // From an output new wires begin; only a selected wire is taken off it.
    reconnectable: selected ? true : 'target',
    data: { wire },
  };
  edges.set(wire, edge);
  return edge;
}

interface Chosen {
  readonly type: string;
  readonly id?: string;
  readonly selected?: boolean;
}

/** Keeps the selection of wires. */
export function selectWires(changes: readonly Chosen[]): void {
  const chosen = changes.filter(({ type }) => type === 'select');
  if (chosen.length === 0) return;
  const { nodes, wires: before } = useDocument.getState().selection;
  select({ nodes, wires: withChosen(before, chosen) });
}

function withChosen(before: readonly string[], chosen: readonly Chosen[]): string[] {
  const now = new Set(before);
  for (const { id, selected } of chosen)
    if (selected) now.add(id!);
    else now.delete(id!);
  return [...now];
}
