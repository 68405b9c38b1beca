import type { Edge, Node, NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { catalogue } from '../../nodes/catalogue.ts';
import type { GraphNode } from '../../nodes/graph/document.ts';
import type { Position } from '../edits/add-node.ts';
import { useText } from '../language/texts.ts';
import { endGesture, select, useDocument, wireKey } from '../state/document.ts';
import { titleOf, useGraph } from './card-state.ts';
import { lookOf } from './card.tsx';
import { move } from './gestures.ts';
import type { WireEdge } from './wire.tsx';

export type FlowCard = Node<Record<string, never>, 'card'>;

/** Where cards go that never had a place: in rows, so that none hides another. */
const placeOfNew = (index: number): Position => ({ x: (index % 6) * 260, y: Math.floor(index / 6) * 200 });

type Size = NonNullable<FlowCard['measured']>;

/** What a drawn card was made of; as long as it is the same, so is the card. */
interface Drawn {
  readonly node: GraphNode;
  readonly position: Position;
  readonly selected: boolean;
  readonly size: Size | undefined;
  readonly label: string;
  readonly card: FlowCard;
}

/**
 * The cards of the graph as React Flow draws them. Places are the document's; while cards are dragged they are those of
 * the pointer, and the document hears of it when they are let go.
 */
export function useFlowCards(): {
  readonly cards: FlowCard[];
  readonly onNodesChange: (changes: NodeChange<FlowCard>[]) => void;
  /** Places of the cards that are dragged now. */
  readonly dragged: () => Readonly<Record<string, Position>>;
  /** Lets go of dragged cards without telling the document: somebody else did. */
  readonly letGo: () => void;
} {
  const graph = useGraph();
  const text = useText();
  const selection = useDocument(({ selection }) => selection.nodes);
  const drawn = useRef(new Map<string, Drawn>());
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [drag, setDrag] = useState<Readonly<Record<string, Position>>>({});
  const dragNow = useRef(drag);

  const cards = useMemo(() => {
    const chosen = new Set(selection);
    const next = new Map<string, Drawn>();
    Object.entries(graph.nodes).forEach(([id, node], index) => {
      const position = drag[id] ?? node.position ?? placeOfNew(index);
      const selected = chosen.has(id);
      const size = sizes.get(id);
      const kind = catalogue.get(node.kind)?.title;
      const label = kind ? `${text(titleOf(node))}, ${text(kind)}` : text(titleOf(node));
      const before = drawn.current.get(id);
      const same =
        before &&
        before.node === node &&
        before.position === position &&
        before.selected === selected &&
        before.size === size &&
        before.label === label;
      next.set(
        id,
        same
          ? before
          : {
              node,
              position,
              selected,
              size,
              label,
              card: {
                id,
                type: 'card',
                position,
                data: {},
                selected,
                ariaLabel: label,
                className: `look-${lookOf(node)}`,
                ...(size ? { measured: size } : {}),
              },
            },
      );
    });
    drawn.current = next;
    return [...next.values()].map(({ card }) => card);
  }, [graph.nodes, selection, sizes, drag, text]);

  const onNodesChange = useCallback((changes: NodeChange<FlowCard>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
    );
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));

    const chosen = changes.filter((change) => change.type === 'select');
    if (chosen.length > 0) {
      const nodes = new Set(useDocument.getState().selection.nodes);
      for (const { id, selected } of chosen)
        if (selected) nodes.add(id);
        else nodes.delete(id);
      select({ wires: useDocument.getState().selection.wires, nodes: [...nodes] });
    }

    const moved = changes.filter((change) => change.type === 'position' && change.position);
    if (moved.length === 0) return;
    const places = Object.fromEntries(
      moved.flatMap((change) =>
        change.type === 'position' && change.position ? [[change.id, change.position]] : [],
      ),
    );
    if (moved.some((change) => change.type === 'position' && change.dragging)) {
      dragNow.current = { ...dragNow.current, ...places };
      setDrag(dragNow.current);
      return;
    }
    // The end of a drag is one deed; arrow keys that follow each other are one too.
    const wasDragged = Object.keys(dragNow.current).length > 0;
    if (!wasDragged) move(places, 'nudge');
  }, []);

  const letGo = useCallback(() => {
    dragNow.current = {};
    setDrag({});
    endGesture();
  }, []);
  const dragged = useCallback(() => dragNow.current, []);
  return { cards, onNodesChange, dragged, letGo };
}

/** The wires of the graph as React Flow draws them. Those that end nowhere are told among the problems. */
export function useFlowWires(): WireEdge[] {
  const { nodes, wires } = useGraph();
  const selection = useDocument(({ selection }) => selection.wires);
  return useMemo(() => {
    const chosen = new Set(selection);
    return wires
      .filter(({ from, to }) => from.node in nodes && to.node in nodes)
      .map((wire): WireEdge => {
        const id = wireKey(wire);
        const { from, to } = wire;
        return {
          id,
          type: 'wire',
          source: from.node,
          sourceHandle: from.port,
          target: to.node,
          targetHandle: to.port,
          selected: chosen.has(id),
          // From an output new wires begin; only a selected wire is taken off it.
          reconnectable: chosen.has(id) ? true : 'target',
          data: { wire },
        };
      });
  }, [nodes, wires, selection]);
}

/** Keeps the selection of wires. */
export function selectWires(changes: readonly { type: string; id?: string; selected?: boolean }[]): void {
  const chosen = changes.filter(({ type }) => type === 'select');
  if (chosen.length === 0) return;
  const { nodes, wires: before } = useDocument.getState().selection;
  const wires = new Set(before);
  for (const { id, selected } of chosen)
    if (selected) wires.add(id!);
    else wires.delete(id!);
  select({ nodes, wires: [...wires] });
}

export const wireOf = (edge: Edge): WireEdge['data'] => (edge as WireEdge).data;
