import { ConnectionMode, useStoreApi, type InternalNode } from '@xyflow/react';
import { getEdgePosition, type EdgePosition } from '@xyflow/system';
import { useMemo, useSyncExternalStore } from 'react';
import type { DrawnWire } from './flow-wires.ts';

/** Where wires begin and end on the canvas; a wire is missing until the cards at its ends are measured. */
export type WirePlaces = ReadonlyMap<DrawnWire, EdgePosition>;

interface Known {
  readonly source: InternalNode | undefined;
  readonly target: InternalNode | undefined;
  readonly place: EdgePosition | null;
}

/**
 * Where the wires lie. One asks for all of them, and only for those whose cards are others than before: React Flow's own wires
 * each ask at every change of anything on the canvas, moving it included.
 */
export function useWirePlaces(wires: readonly DrawnWire[]): WirePlaces {
  const flow = useStoreApi();
  const known = useMemo(() => new WeakMap<DrawnWire, Known>(), []);
  const places = useMemo(() => {
    let now: WirePlaces = new Map();
    return () => {
      const { nodeLookup } = flow.getState();
      let differs = false;
      const next = new Map<DrawnWire, EdgePosition>();
      for (const wire of wires) {
        const place = placeOf(wire, nodeLookup, known);
        if (place) next.set(wire, place);
        differs ||= place !== (now.get(wire) ?? null);
      }
      if (differs || next.size !== now.size) now = next;
      return now;
    };
  }, [flow, wires, known]);
  return useSyncExternalStore(
    useMemo(
      () => (hear: () => void) =>
        flow.subscribe((now, before) => {
          // Whoever moves over the canvas moves no wire on it.
          if (now.transform === before.transform || now.nodes !== before.nodes) hear();
        }),
      [flow],
    ),
    places,
  );
}

function placeOf(
  wire: DrawnWire,
  cards: ReadonlyMap<string, InternalNode>,
  known: WeakMap<DrawnWire, Known>,
): EdgePosition | null {
  const [source, target] = [cards.get(wire.from.node), cards.get(wire.to.node)];
  const before = known.get(wire);
  if (before && before.source === source && before.target === target) return before.place;
  const found =
    source && target
      ? getEdgePosition({
          id: wire.id,
          sourceNode: source,
          targetNode: target,
          sourceHandle: wire.from.handle,
          targetHandle: wire.to.handle,
          connectionMode: ConnectionMode.Strict,
        })
      : null;
  const place = before?.place && found && samePlace(before.place, found) ? before.place : found;
  known.set(wire, { source, target, place });
  return place;
}

const samePlace = (a: EdgePosition, b: EdgePosition): boolean =>
  a.sourceX === b.sourceX && a.sourceY === b.sourceY && a.targetX === b.targetX && a.targetY === b.targetY;
