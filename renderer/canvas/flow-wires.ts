import { useMemo } from 'react';
import type { Graph, Wire } from '../../nodes/graph/document.ts';
import { useDocument, wireKey } from '../state/document.ts';
import { useGraph } from './card-state.ts';
import { useSteady } from './chosen.ts';
import { drawnEnds, foldedHomes, type DrawnEnd } from './folded.ts';

/** A wire as it is drawn: between cards, or to the border of a folded frame. */
export interface DrawnWire {
  readonly id: string;
  readonly wire: Wire;
  readonly from: DrawnEnd;
  readonly to: DrawnEnd;
  readonly selected: boolean;
}

/** The wires of the graph as they are drawn. Those that end nowhere are told among the problems. */
export function useFlowWires(): DrawnWire[] {
  const graph = useGraph();
  const { nodes, wires } = graph;
  const homes = foldedHomes(graph);
  const selection = useDocument(({ selection }) => selection.wires);
  const all = useMemo(() => {
    const chosen = new Set(selection);
    const drawn = new Map<string, DrawnWire>();
    for (const wire of wires) {
      const ends = wire.from.node in nodes && wire.to.node in nodes ? drawnEnds(homes, wire) : null;
      if (!ends) continue;
      const one = drawnAs(wire, ends, chosen);
      // At a folded frame wires of one output become one.
      const key = homes.size === 0 ? one.id : JSON.stringify(ends);
      if (!drawn.has(key)) drawn.set(key, one);
    }
    return [...drawn.values()];
  }, [nodes, wires, homes, selection]);
  return useSteady(all);
}

/** A wire that nobody edited is drawn by the same object as before. */
const before = new WeakMap<Graph['wires'][number], DrawnWire>();

type Ends = NonNullable<ReturnType<typeof drawnEnds>>;

const sameEnd = (a: DrawnEnd, b: DrawnEnd): boolean => a.node === b.node && a.handle === b.handle;

function drawnAs(wire: Wire, { from, to }: Ends, chosen: ReadonlySet<string>): DrawnWire {
  const known = before.get(wire);
  const id = known?.id ?? wireKey(wire);
  const selected = chosen.has(id);
  if (known?.selected === selected && sameEnd(known.from, from) && sameEnd(known.to, to)) return known;
  const drawn: DrawnWire = { id, wire, from, to, selected };
  before.set(wire, drawn);
  return drawn;
}
