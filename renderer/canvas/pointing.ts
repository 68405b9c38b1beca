import type { Node, ReactFlowProps } from '@xyflow/react';
import type { MouseEvent as ReactMouseEvent } from 'react';
import { runCommand } from '../commands/registry.ts';
import { select, useDocument, wireKey } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { setCanvas, spotAt, type MenuOf } from './canvas-state.ts';
import { OFFER } from './drag-offer.ts';
import { letGo, useDragged } from './dragged.ts';
import type { FlowCard } from './flow-cards.ts';
import { add, move, openCard, putBetween } from './gestures.ts';
import { keysOf, pieceOf, selectionOf } from './pieces.ts';
import { wireBetweenAt } from './wire-at.ts';

const MENUS = { nodes: 'card', frames: 'frame', notes: 'note' } as const;

const menuAt = (event: MouseEvent | ReactMouseEvent, of: MenuOf): void => {
  event.preventDefault();
  setCanvas({ menu: { at: { x: event.clientX, y: event.clientY }, of } });
};

const wireUnder = (event: unknown, { id }: Node, nodes: readonly Node[]) =>
  nodes.length === 1 ? wireBetweenAt(event, id) : null;

/**
 * What a pointer does on the canvas. These stand here once and for all: React Flow draws every card anew when it is
 * handed another function.
 */
export const pointing = {
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
  onPaneClick: () => select({}),
  // A box selects anew, and no wires.
  onSelectionStart: () => select({ ...useDocument.getState().selection, wires: [] }),
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
} satisfies ReactFlowProps<FlowCard>;
