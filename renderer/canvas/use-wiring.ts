import type { Connection, FinalConnectionState, OnConnectStartParams } from '@xyflow/react';
import { useEffect } from 'react';
import { produce } from 'immer';
import type { Wire } from '../../nodes/graph/document.ts';
import { siteAt } from '../edits/site.ts';
import { connect } from '../edits/wires.ts';
import { askWhatBreaks } from '../shapes/description.ts';
import { useDocument } from '../state/document.ts';
import { setCanvas, spotAt, useCanvas, type Pending, type Side } from './canvas-state.ts';
import { graphNow } from './card-state.ts';
import { fitOf, fitsOf } from './fit.ts';
import { cut, moveEnd, wire, wireToCard } from './gestures.ts';

interface Ends {
  readonly source: string | null;
  readonly target: string | null;
  readonly sourceHandle?: string | null | undefined;
  readonly targetHandle?: string | null | undefined;
}

const endsOf = ({ source, target, sourceHandle, targetHandle }: Ends) =>
  source && target && sourceHandle && targetHandle
    ? { from: { node: source, port: sourceHandle }, to: { node: target, port: targetHandle } }
    : null;

/** The wire whose end is being moved; it counts as gone while ports are asked. */
let moving: Wire | null = null;

function begin(pending: Pending): void {
  const { document } = useDocument.getState();
  if (document)
    setCanvas({
      pending,
      fits: fitsOf(document, graphNow(useDocument.getState()), pending),
      hoveredWire: null,
    });
}

function end(): void {
  moving = null;
  setCanvas({ pending: null, fits: new Map(), warning: null });
}

const pointOf = (event: MouseEvent | TouchEvent) => {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0]! : event;
  return { x: clientX, y: clientY };
};

const cardAt = ({ x, y }: { x: number; y: number }): string | null =>
  document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('.react-flow__node')?.dataset.id)
    .find((id) => id !== undefined) ?? null;

/** What React Flow asks and tells while wires are drawn and moved. */
export const wiring = {
  onConnectStart(_event: unknown, { nodeId, handleId, handleType }: OnConnectStartParams): void {
    if (nodeId && handleId && handleType) begin({ node: nodeId, port: handleId, side: handleType });
  },
  onConnect(connection: Connection): void {
    const ends = endsOf(connection);
    if (ends) wire(ends.from, ends.to);
  },
  /** Dropped on a card, a wire finds the port; dropped on nothing, it offers what fits. */
  onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
    const { pending } = useCanvas.getState();
    end();
    if (!pending || state.toHandle) return;
    const at = pointOf(event);
    const card = cardAt(at);
    if (card === null) setCanvas({ adding: { ...spotAt(at), pending } });
    else if (card !== pending.node) wireToCard(pending, card);
  },
  isValidConnection(connection: Ends): boolean {
    const ends = endsOf(connection);
    const state = useDocument.getState();
    if (!ends || !state.document) return false;
    if (moving && ends.from.node === moving.from.node && ends.to.node === moving.to.node) return true;
    return fitOf(state.document, graphNow(state), ends.from, ends.to) === true;
  },
};

/** What is done while an end of a wire is moved. */
export const rewiring = {
  /** @param fixed the end that the wire keeps */
  begin(wire: Wire, fixed: Side): void {
    moving = wire;
    begin({ ...(fixed === 'source' ? wire.from : wire.to), side: fixed });
  },
  connect(wire: Wire, connection: Connection): void {
    const ends = endsOf(connection);
    if (ends) moveEnd(wire, ends.from, ends.to);
  },
  /** Let go over nothing, the wire is cut. */
  end(wire: Wire, state: FinalConnectionState): void {
    end();
    if (!state.toHandle) cut([wire]);
  },
};

/** Asks the shapes, while a wire hangs over a port that it fits, what it would break there. */
export function useBreakWarning(hovered: string | null): void {
  useEffect(() => {
    const { pending, fits } = useCanvas.getState();
    const { document: before, path } = useDocument.getState();
    setCanvas({ warning: null });
    if (hovered === null || !pending || !before || fits.get(hovered) !== true) return;
    const dot = hovered.indexOf('.');
    const other = { node: hovered.slice(0, dot), port: hovered.slice(dot + 1) };
    const [from, to] = pending.side === 'source' ? [pending, other] : [other, pending];
    const after = produce(before, (draft) =>
      connect(siteAt(draft, path), { node: from.node, port: from.port }, { node: to.node, port: to.port }),
    );
    let wanted = true;
    void askWhatBreaks(before, after).then((text) => {
      if (wanted && text) setCanvas({ warning: { port: hovered, text } });
    });
    return () => {
      wanted = false;
    };
  }, [hovered]);
}
