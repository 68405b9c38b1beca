import type { useStoreApi } from '@xyflow/react';
import { XYHandle, type Connection } from '@xyflow/system';
import type { MouseEvent, TouchEvent } from 'react';
import type { Pending, Side } from './canvas-state.ts';
import type { DrawnWire } from './flow-wires.ts';
import { rewiring } from './use-wiring.ts';

type Flow = ReturnType<typeof useStoreApi>;

/** A wire is drawn from a port by a pointer, as React Flow's own `Handle` does it. */
export function beginWire(
  flow: Flow,
  event: MouseEvent<HTMLElement> | TouchEvent<HTMLElement>,
  { node, port, side }: Pending,
): void {
  if ('button' in event && event.button !== 0) return;
  XYHandle.onPointerDown(event.nativeEvent, {
    ...flowOf(flow),
    handleDomNode: event.currentTarget,
    isTarget: side === 'target',
    nodeId: node,
    handleId: port,
    onConnectStart: (...begun) => flow.getState().onConnectStart?.(...begun),
    onConnect: (connection) => connect(flow, connection),
  });
}

/**
 * An end of a wire is moved by a pointer, as at React Flow's own edges.
 * @param end the one that is moved
 * @param tell whether the wire hangs at the pointer: it is not drawn where it was then
 */
export function moveEndFrom(
  flow: Flow,
  event: MouseEvent<SVGElement>,
  { wire, from, to }: DrawnWire,
  end: Side,
  tell: (moved: boolean) => void,
): void {
  if (event.button !== 0) return;
  const [kept, fixed] = end === 'target' ? ([from, 'source'] as const) : ([to, 'target'] as const);
  XYHandle.onPointerDown(event.nativeEvent, {
    ...flowOf(flow),
    handleDomNode: event.currentTarget,
    isTarget: fixed === 'target',
    nodeId: kept.node,
    handleId: kept.handle,
    edgeUpdaterType: fixed,
    onConnectStart: (...begun) => {
      tell(true);
      rewiring.begin(wire, fixed);
      flow.getState().onConnectStart?.(...begun);
    },
    onConnect: (connection) => rewiring.connect(wire, connection),
    onReconnectEnd: (_event, state) => {
      tell(false);
      rewiring.end(wire, state);
    },
  });
}

/** What a gesture asks of the canvas. */
function flowOf(flow: Flow) {
  const now = flow.getState();
  return {
    flowId: now.rfId,
    lib: now.lib,
    domNode: now.domNode,
    nodeLookup: now.nodeLookup,
    connectionMode: now.connectionMode,
    connectionRadius: now.connectionRadius,
    dragThreshold: now.connectionDragThreshold,
    autoPanOnConnect: now.autoPanOnConnect,
    autoPanSpeed: now.autoPanSpeed,
    panBy: now.panBy,
    getTransform: () => flow.getState().transform,
    getFromHandle: () => flow.getState().connection.fromHandle,
    updateConnection: now.updateConnection,
    cancelConnection: now.cancelConnection,
    onConnectEnd: (...ended: Parameters<NonNullable<typeof now.onConnectEnd>>) =>
      flow.getState().onConnectEnd?.(...ended),
    isValidConnection: (connection: Parameters<NonNullable<typeof now.isValidConnection>>[0]) =>
      flow.getState().isValidConnection?.(connection) ?? true,
  };
}

/** A click on one port and another on a second draw a wire too. */
export function clickPort(flow: Flow, event: MouseEvent<HTMLElement>, { node, port, side }: Pending): void {
  const { connectOnClick, connectionClickStartHandle: first, ...now } = flow.getState();
  if (!connectOnClick) return;
  if (!first) {
    flow.setState({ connectionClickStartHandle: { nodeId: node, id: port, type: side } });
    return;
  }
  const { connection, isValid } = XYHandle.isValid(event.nativeEvent, {
    handle: { nodeId: node, id: port, type: side },
    fromNodeId: first.nodeId,
    fromHandleId: first.id ?? null,
    fromType: first.type,
    connectionMode: now.connectionMode,
    isValidConnection: now.isValidConnection,
    doc: event.currentTarget.ownerDocument,
    lib: now.lib,
    flowId: now.rfId,
    nodeLookup: now.nodeLookup,
  } as Parameters<typeof XYHandle.isValid>[1]);
  if (isValid && connection) connect(flow, connection);
  flow.setState({ connectionClickStartHandle: null });
}

function connect(flow: Flow, connection: Connection): void {
  const { defaultEdgeOptions, onConnect } = flow.getState();
  onConnect?.({ ...defaultEdgeOptions, ...connection });
}
