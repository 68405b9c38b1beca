import { useMemo } from 'react';
import type { Graph } from '../../nodes/graph/document.ts';
import { select, useDocument, wireKey } from '../state/document.ts';
import { useGraph } from './card-state.ts';
import { useSteady, withChosen, type Chosen } from './chosen.ts';
import { drawnEnds, foldedHomes } from './folded.ts';
import type { WireEdge } from './wire.tsx';

/** The wires of the graph as React Flow draws them. Those that end nowhere are told among the problems. */
export function useFlowWires(): WireEdge[] {
  const graph = useGraph();
  const { nodes, wires } = graph;
  const homes = foldedHomes(graph);
  const selection = useDocument(({ selection }) => selection.wires);
  const edges = useMemo(() => {
    const chosen = new Set(selection);
    const drawn = new Map<string, WireEdge>();
    for (const wire of wires) {
      const ends = wire.from.node in nodes && wire.to.node in nodes ? drawnEnds(homes, wire) : null;
      if (!ends) continue;
      const edge = edgeOf(wire, ends, chosen.has(wireKey(wire)));
      // At a folded frame wires of one output become one.
      const key = homes.size === 0 ? edge.id : JSON.stringify(ends);
      if (!drawn.has(key)) drawn.set(key, edge);
    }
    return [...drawn.values()];
  }, [nodes, wires, homes, selection]);
  return useSteady(edges);
}

/** Edges by their wires: a wire that nobody edited is the same edge. */
const edges = new WeakMap<Graph['wires'][number], WireEdge>();

type Ends = NonNullable<ReturnType<typeof drawnEnds>>;

function edgeOf(wire: Graph['wires'][number], { from, to }: Ends, selected: boolean): WireEdge {
  const before = edges.get(wire);
  if (
    before?.selected === selected &&
    before.source === from.node &&
    before.sourceHandle === from.handle &&
    before.target === to.node &&
    before.targetHandle === to.handle
  )
    return before;
  const whole = from.node === wire.from.node && to.node === wire.to.node;
  const edge: WireEdge = {
    id: wireKey(wire),
    type: 'wire',
    source: from.node,
    sourceHandle: from.handle,
    target: to.node,
    targetHandle: to.handle,
    selected,
    // From an output new wires begin; only a selected wire is taken off it. At a folded frame nothing is rewired.
    reconnectable: whole && (selected ? true : 'target'),
    data: { wire },
  };
  edges.set(wire, edge);
  return edge;
}

/** Keeps the selection of wires. */
export function selectWires(changes: readonly Chosen[]): void {
  const chosen = changes.filter(({ type }) => type === 'select');
  if (chosen.length === 0) return;
  const { selection } = useDocument.getState();
  select({ ...selection, wires: withChosen(selection.wires, chosen) });
}
