import type { Graph, Wire } from '../../nodes/graph/document.ts';
import { frameKey } from './pieces.ts';

const NOWHERE: ReadonlyMap<string, string> = new Map();
const known = new WeakMap<object, ReadonlyMap<string, string>>();

/** The folded frame that hides a card, by card. */
export function foldedHomes({ frames }: Graph): ReadonlyMap<string, string> {
  if (!frames) return NOWHERE;
  let homes = known.get(frames);
  if (!homes) {
    homes = new Map(
      Object.entries(frames)
        .filter(([, { folded }]) => folded)
        .flatMap(([id, { nodes }]) => nodes.map((node) => [node, id] as const)),
    );
    known.set(frames, homes);
  }
  return homes;
}

/** Where a wire ends on the canvas: at a card, or at the folded frame around it. */
export interface DrawnEnd {
  readonly node: string;
  readonly handle: string;
}

/** One dot of a folded frame stands for all wires that begin at one output. */
const dotOf = ({ from }: Wire): string => `${from.node}.${from.port}`;

/** Both ends of a wire as they are drawn; `null` where it lies within one folded frame. */
export function drawnEnds(
  homes: ReadonlyMap<string, string>,
  wire: Wire,
): { readonly from: DrawnEnd; readonly to: DrawnEnd } | null {
  const [source, target] = [homes.get(wire.from.node), homes.get(wire.to.node)];
  if (source !== undefined && source === target) return null;
  return {
    from:
      source === undefined
        ? { node: wire.from.node, handle: wire.from.port }
        : { node: frameKey(source), handle: `out ${dotOf(wire)}` },
    to:
      target === undefined
        ? { node: wire.to.node, handle: wire.to.port }
        : { node: frameKey(target), handle: `in ${dotOf(wire)}` },
  };
}

/** A dot at the border of a folded frame, and the first of the wires that pass there. */
export interface Crossing {
  readonly handle: string;
  readonly wire: Wire;
}

/** What crosses the border of some cards, each output of a card once. */
export function crossingsOf(
  graph: Graph,
  nodes: readonly string[],
): { readonly entering: readonly Crossing[]; readonly leaving: readonly Crossing[] } {
  const inside = new Set(nodes);
  const entering = new Map<string, Crossing>();
  const leaving = new Map<string, Crossing>();
  for (const wire of graph.wires) {
    const [starts, ends] = [inside.has(wire.from.node), inside.has(wire.to.node)];
    if (starts === ends) continue;
    const [dots, side] = starts ? [leaving, 'out'] : [entering, 'in'];
    const handle = `${side} ${dotOf(wire)}`;
    if (!dots.has(handle)) dots.set(handle, { handle, wire });
  }
  return { entering: [...entering.values()], leaving: [...leaving.values()] };
}
