import type { useStoreApi } from '@xyflow/react';
import { XYHandle, type Connection } from '@xyflow/system';
import type { MouseEvent, TouchEvent } from 'react';
import type { Pending } from './canvas-state.ts';

type Flow = ReturnType<typeof useStoreApi>;

/** A wire is drawn from a port by a pointer, as React Flow's own `Handle` does it. */
export function beginWire(
  flow: Flow,
  event: MouseEvent<HTMLElement> | TouchEvent<HTMLElement>,
  { node, port, side }: Pending,
): void {
  if ('button' in event && event.button !== 0) return;
  const now = flow.getState();
  XYHandle.onPointerDown(event.nativeEvent, {
    handleDomNode: event.currentTarget,
    isTarget: side === 'target',
    nodeId: node,
    handleId: port,
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
    onConnectStart: (...begun) => now.onConnectStart?.(...begun),
    onConnect: (connection) => connect(flow, connection),
    onConnectEnd: (...ended) => flow.getState().onConnectEnd?.(...ended),
    isValidConnection: (connection) => flow.getState().isValidConnection?.(connection) ?? true,
  });
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
