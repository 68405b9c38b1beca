import { textDial } from '../../nodes/graph/dials.ts';
import type { Graph, GraphDocument } from '../../nodes/graph/document.ts';
import { calledDesign, nodeOfStep } from '../../nodes/graph/graph-of-calls.ts';
import type { GraphProblem } from '../../nodes/graph/problems.ts';
import { graphAt, type Path } from '../state/document.ts';

/** A problem with the way to its place, as the canvas goes it. */
export interface LocatedProblem extends GraphProblem {
  readonly path: Path;
  /** `null` where it belongs to the document as a whole. */
  readonly node: string | null;
  readonly port: string | null;
}

/** Call paths as programs write them (`a/b[1]`) as the canvas goes them. @returns `null` where they lead nowhere */
export function pathOfCalls(document: GraphDocument, calls: string): Path | null {
  const path: { node: string; design: string }[] = [];
  let graph: Graph = document.board;
  for (const part of calls.split('/').filter(Boolean)) {
    const node = nodeOfStep(part);
    const design = calledDesign(document, graph.nodes[node]);
    if (design === null) return null;
    path.push({ node, design });
    graph = document.designs[design]!;
  }
  return path;
}

/** The calls of a path, as programs and descriptions write them; `''` on the board. */
export const callsOf = (path: Path): string => path.map(({ node }) => node).join('/');

/** A key of a description: what stands at a place of the graph on the canvas. */
export const keyAt = (path: Path, rest: string): string =>
  path.length === 0 ? rest : `${callsOf(path)}/${rest}`;

/** A way from the board to a design, the shortest; `null` where nothing calls it. */
export function wayTo(document: GraphDocument, design: string): Path | null {
  const seen = new Set<string>();
  let ways: Path[] = [[]];
  while (ways.length > 0) {
    const next: Path[] = [];
    for (const way of ways)
      for (const [node, card] of Object.entries(graphAt(document, way)?.nodes ?? {})) {
        const called = calledDesign(document, card);
        if (called === null || seen.has(called)) continue;
        const longer = [...way, { node, design: called }];
        if (called === design) return longer;
        seen.add(called);
        next.push(longer);
      }
    ways = next;
  }
  return null;
}

/**
 * Problems with the way to each. What stands in a design is told once, however many calls meet it.
 */
export function locateAll(
  document: GraphDocument,
  problems: readonly GraphProblem[],
): readonly LocatedProblem[] {
  const located = new Map<string, LocatedProblem>();
  for (const problem of problems) {
    const { place, text } = problem;
    const path = place ? (pathOfCalls(document, place.path) ?? wayTo(document, place.path) ?? []) : [];
    const one = { ...problem, path, node: place?.node ?? null, port: place?.port ?? null };
    const key = `${path.at(-1)?.design ?? ''} ${one.node} ${one.port} ${text.en}`;
    if (!located.has(key)) located.set(key, one);
  }
  // What keeps the model from training comes first.
  return [...located.values()].sort(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
}

/** Where the weights of the nodes of a graph live, as variables are named; `null` on the board. */
export function ownerAt(document: GraphDocument, path: Path): string | null {
  let owner: string | null = null;
  let graph: Graph = document.board;
  for (const { node: id, design } of path) {
    const node = graph.nodes[id];
    if (!node) return null;
    const block = textDial(node, 'block', '');
    owner = block === '' ? `${owner}/${textDial(node, 'again', id)}` : block;
    graph = document.designs[design] ?? { nodes: {}, wires: [] };
  }
  return owner;
}

/** Under which key the weights of a card are counted; `null` where it can have none. */
export function weightsKey(document: GraphDocument, path: Path, id: string): string | null {
  const node = graphAt(document, path)?.nodes[id];
  if (!node) return null;
  const block = textDial(node, 'block', '');
  if (block !== '') return block;
  const owner = ownerAt(document, path);
  return owner === null ? null : `${owner}/${textDial(node, 'again', id)}`;
}
