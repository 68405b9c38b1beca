import type { Node, ReactFlowProps } from '@xyflow/react';
import type { MouseEvent as ReactMouseEvent } from 'react';
import { runCommand } from '../commands/registry.ts';
import { togglePin } from '../probes/pins.ts';
import { select, useDocument, wireKey } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { setCanvas, spotAt, type MenuOf } from './canvas-state.ts';
import { OFFER } from './drag-offer.ts';
import { letGo, useDragged } from './dragged.ts';
import type { FlowCard } from './flow-cards.ts';
import { add, move, openCard, putBetween } from './gestures.ts';
import { keysOf, pieceOf, selectionOf } from './pieces.ts';
import { wireBetweenAt } from './wire-at.ts';
import type { WireEdge } from './wire.tsx';

/** Milliseconds on a wire before its chip comes, and off it before it goes, so that the pointer can reach the chip. */
const LINGER = 180;
let lingering: ReturnType<typeof setTimeout> | undefined;

function hoverLater(id: string | null): void {
  clearTimeout(lingering);
  lingering = setTimeout(() => setCanvas({ hoveredWire: id }), LINGER);
}

const MENUS = { nodes: 'card', frames: 'frame', notes: 'note' } as const;

const menuAt = (event: MouseEvent | ReactMouseEvent, of: MenuOf): void => {
  event.preventDefault();
  setCanvas({ menu: { at: { x: event.clientX, y: event.clientY }, of } });
};

const wireUnder = (event: unknown, { id }: Node, nodes: readonly Node[]) =>
  nodes.length === 1 ? wireBetweenAt(event, id) : null;

/**
 * What a pointer does on the canvas. These stand here once and for all: React Flow draws every card and wire anew when it is
 * handed another function.
 */
export const pointing = {
  onEdgeMouseEnter: (_, { id }) => hoverLater(id),
  onEdgeMouseLeave: () => hoverLater(null),
  onEdgeClick(_, { id, data }) {
    // The first click selects a wire, the next one pins it or lets it go.
    const before = useDocument.getState();
    if (before.selection.wires.includes(id) && before.path.length === 0 && data)
      void togglePin(data.wire.from);
  },
  onNodeDoubleClick(event, { id }) {
    if (!(event.target as HTMLElement).closest('input, button, [role=spinbutton]')) openCard(id);
  },
  onNodeDrag(event, node, nodes) {
    const wire = wireUnder(event, node, nodes);
    setCanvas({ between: wire && wireKey(wire) });
  },
  onNodeDragStop(event, node, nodes) {
    const wire = wireUnder(event, node, nodes);
    const { places } = useDragged.getState();
    setCanvas({ between: null });
    if (Object.keys(places).length > 0) {
      if (wire) putBetween(node.id, wire, places);
      else move(places);
    }
    letGo();
  },
  onNodeContextMenu(event, { id }) {
    if (!keysOf(useDocument.getState().selection).includes(id)) select(selectionOf([id]));
    menuAt(event, MENUS[pieceOf(id).kind]);
  },
  onEdgeContextMenu(event, { id }) {
    select({ wires: [id] });
    menuAt(event, 'wire');
  },
  onPaneContextMenu: (event) => menuAt(event, 'canvas'),
  onDoubleClick(event) {
    if ((event.target as HTMLElement).classList.contains('react-flow__pane')) void runCommand('add-card');
  },
  onDragOver(event) {
    // Where another window edits the project, this one looks on.
    const ours = useProject.getState().open?.lookingOn !== true;
    if (!ours || !event.dataTransfer.types.includes(OFFER)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  },
  onDrop(event) {
    const offer = event.dataTransfer.getData(OFFER);
    if (offer === '') return;
    event.preventDefault();
    const { canvas } = spotAt({ x: event.clientX, y: event.clientY });
    add(offer, { x: canvas.x - 108, y: canvas.y - 20 }, { into: wireBetweenAt(event.nativeEvent, null) });
  },
} satisfies ReactFlowProps<FlowCard, WireEdge>;
