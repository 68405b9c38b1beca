import type { Wire } from './document.ts';

/** The wires into each node, found at once in large graphs too. */
export function wiresByTarget(wires: readonly Wire[]): ReadonlyMap<string, readonly Wire[]> {
  const byNode = new Map<string, Wire[]>();
  for (const wire of wires) {
    const known = byNode.get(wire.to.node);
    if (known) known.push(wire);
    else byNode.set(wire.to.node, [wire]);
  }
  return byNode;
}
