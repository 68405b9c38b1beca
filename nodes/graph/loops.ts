import type { Graph } from './document.ts';

/**
 * The loops of wires in a graph, one for each knot of nodes that depend on themselves, as the nodes that one passes on the
 * way round: `['a', 'b']` is a → b → a.
 */
export function loopsOf({ nodes, wires }: Graph): string[][] {
  const next = new Map(Object.keys(nodes).map((id): [string, string[]] => [id, []]));
  for (const { from, to } of wires) if (next.has(to.node)) next.get(from.node)?.push(to.node);
  const loops: string[][] = [];
  const done = new Set<string>();
  for (const start of next.keys()) {
    // Depth first with a stack of its own: the way to where one stands, and what is left to visit from each place of it.
    const way: string[] = [];
    const left: string[][] = [];
    const enter = (id: string) => {
      way.push(id);
      left.push([...next.get(id)!]);
    };
    if (!done.has(start)) enter(start);
    while (way.length > 0) {
      const id = left.at(-1)!.shift();
      if (id === undefined) {
        done.add(way.pop()!);
        left.pop();
      } else if (way.includes(id)) {
        const loop = way.slice(way.indexOf(id));
        if (!loops.some((known) => known.some((node) => loop.includes(node)))) loops.push(loop);
      } else if (!done.has(id)) enter(id);
    }
  }
  return loops;
}
