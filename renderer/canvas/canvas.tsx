import { ReactFlow } from '@xyflow/react';

/** The graph at the current path: cards and wires. */
export function Canvas() {
  return <ReactFlow nodes={[]} edges={[]} />;
}
