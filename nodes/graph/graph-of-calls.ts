import { textDial } from './dials.ts';
import type { Graph, GraphDocument, GraphNode } from './document.ts';

/** A step of a path without the numbers that tell calls of one node apart: `refine[1]` and `refine#2` are `refine`. */
export const nodeOfStep = (step: string): string => step.replace(/(\[\d+\]|#\d+)+$/, '');

/** The design that a node calls, by its block or by itself; none where it calls none. */
export function calledDesign({ blocks, designs }: GraphDocument, node: GraphNode | undefined): string | null {
  if (!node) return null;
  const block = textDial(node, 'block', '');
  const design = block === '' ? textDial(node, 'design', '') : (blocks[block]?.design ?? '');
  return design in designs ? design : null;
}

/** The graph that programs tell of by a path of calls (`a/b[1]`), the board where it is empty; none where it leads nowhere. */
export function graphOfCalls(document: GraphDocument, path: string): Graph | undefined {
  let graph: Graph | undefined = document.board;
  for (const step of path.split('/').filter(Boolean)) {
    const design = calledDesign(document, graph?.nodes[nodeOfStep(step)]);
    graph = design === null ? undefined : document.designs[design];
  }
  return graph;
}
