import type { useStoreApi } from '@xyflow/react';
import { elementSelectionKeys } from '@xyflow/system';
import type { KeyboardEvent, MouseEvent } from 'react';
import { togglePin } from '../probes/pins.ts';
import { select, useDocument } from '../state/document.ts';
import { setCanvas } from './canvas-state.ts';
import { withChosen } from './chosen.ts';
import type { DrawnWire } from './flow-wires.ts';

type Flow = ReturnType<typeof useStoreApi>;

/** Milliseconds on a wire before its chip comes, and off it before it goes, so that the pointer can reach the chip. */
const LINGER = 180;
let lingering: ReturnType<typeof setTimeout> | undefined;

export function hoverWire(id: string | null): void {
  clearTimeout(lingering);
  lingering = setTimeout(() => setCanvas({ hoveredWire: id }), LINGER);
}

/**
 * Selects a wire alone, or beside what is selected while a key for that is held. The first click selects it, the next one pins
 * it or lets it go.
 */
export function chooseWire(flow: Flow, { id, wire }: DrawnWire): void {
  const { selection, path } = useDocument.getState();
  const { multiSelectionActive: adding } = flow.getState();
  const before = selection.wires.includes(id);
  flow.setState({ nodesSelectionActive: false });
  if (adding)
    select({ ...selection, wires: withChosen(selection.wires, [{ type: 'select', id, selected: !before }]) });
  else select({ wires: [id] });
  if (before && path.length === 0) void togglePin(wire.from);
}

/** Enter or Space selects the wire that has the keyboard, Escape lets it go. */
export function onWireKey(flow: Flow, event: KeyboardEvent<SVGElement>, drawn: DrawnWire): void {
  if (!elementSelectionKeys.includes(event.key)) return;
  const { selection } = useDocument.getState();
  if (event.key !== 'Escape') {
    if (!drawn.selected) chooseWire(flow, drawn);
    return;
  }
  event.currentTarget.blur();
  select({ ...selection, wires: selection.wires.filter((id) => id !== drawn.id) });
}

export function wireMenu(event: MouseEvent, id: string): void {
  event.preventDefault();
  select({ wires: [id] });
  setCanvas({ menu: { at: { x: event.clientX, y: event.clientY }, of: 'wire' } });
}
