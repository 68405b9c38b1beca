import { useShallow } from 'zustand/react/shallow';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { formatShape } from '../../nodes/alphabet/shape.ts';
import { textDial } from '../../nodes/graph/dials.ts';
import type { WireType } from '../../nodes/graph/describe.ts';
import type { Graph, GraphDocument, GraphNode, Wire } from '../../nodes/graph/document.ts';
import { nodeTitle } from '../../nodes/graph/node-title.ts';
import type { Ports } from '../../nodes/graph/ports.ts';
import { portsThere } from '../edits/wires.ts';
import { cardLine } from './card-line.ts';
import { useDescription } from '../shapes/description.ts';
import { keyAt, weightsKey, type LocatedProblem } from '../shapes/locate.ts';
import { useDocument, type Path } from '../state/document.ts';
import { graphNow, useOfCard } from './card-news.ts';
import { callsWith, wiresAt } from './graph-index.ts';

export { graphNow, useOfCard };

export const useGraph = (): Graph => useDocument(graphNow);
export const useCardNode = (id: string): GraphNode | undefined =>
  useOfCard(id, (state) => graphNow(state).nodes[id]);

interface Known<T> {
  readonly blocks: unknown;
  readonly designs: unknown;
  /** What else it was found from, as text. */
  readonly more: string;
  readonly found: T;
}

/**
 * Finds something out about a card once for as long as nothing changes it: hundreds of cards ask at every edit.
 * @param more what else it is found from than the card, the blocks and the designs, as text
 */
function perCard<T>(
  find: (document: GraphDocument, graph: Graph, id: string) => T,
  more: (graph: Graph, id: string) => string = () => '',
): (document: GraphDocument, graph: Graph, id: string, node: GraphNode) => T {
  const known = new WeakMap<GraphNode, Known<T>>();
  return (document, graph, id, node) => {
    const { blocks, designs } = document;
    const now = more(graph, id);
    const before = known.get(node);
    if (before && before.blocks === blocks && before.designs === designs && before.more === now)
      return before.found;
    const found = find(document, graph, id);
    known.set(node, { blocks, designs, more: now, found });
    return found;
  };
}

/** Ports grow from the networks that are wired in. */
const blocksInto = (graph: Graph, id: string): string =>
  wiresAt(graph, id)
    .arriving.filter(({ from }) => from.port === 'block')
    .map(({ from, to }) => `${to.port}=${JSON.stringify(graph.nodes[from.node]?.dials)}`)
    .join();

const NO_PORTS: Ports = { inputs: {}, outputs: {} };
const findPorts = perCard(portsThere, (graph, id) => blocksInto(graph, id));
const findLine = perCard(cardLine);

/** The ports of a card. */
export function portsOfCard(document: GraphDocument, graph: Graph, id: string): Ports {
  const node = graph.nodes[id];
  return node ? findPorts(document, graph, id, node) : NO_PORTS;
}

const NO_LINE: Text = { en: '', ko: '' };

/** The one muted line under the title of a card. */
export const useCardLine = (id: string): Text =>
  useOfCard(id, (state) => {
    const graph = graphNow(state);
    const node = graph.nodes[id];
    return state.document && node ? findLine(state.document, graph, id, node) : NO_LINE;
  });

export const useCardPorts = (id: string): Ports =>
  useOfCard(id, (state) => (state.document ? portsOfCard(state.document, graphNow(state), id) : NO_PORTS));

export const useArriving = (id: string): readonly Wire[] =>
  useOfCard(
    id,
    useShallow((state) => wiresAt(graphNow(state), id).arriving),
  );
export const useLeaving = (id: string): readonly Wire[] =>
  useOfCard(
    id,
    useShallow((state) => wiresAt(graphNow(state), id).leaving),
  );

/** What a wire that leaves this port carries; through what is switched off, what came in. `undefined` where nobody knows. */
export function wireTypeAt(
  wires: ReadonlyMap<string, WireType>,
  graph: Graph,
  path: Path,
  node: string,
  port: string,
  depth = 0,
): WireType | undefined {
  const found = wires.get(keyAt(path, `${node}.${port}`));
  if (found || depth > 20 || !graph.nodes[node]?.off) return found;
  const first = wiresAt(graph, node).arriving[0];
  return first && wireTypeAt(wires, graph, path, first.from.node, first.from.port, depth + 1);
}

/** The same for a component that is drawn again when it changes. */
export function useWireType(
  node: string,
  port: string,
): { readonly shape: string; readonly kind: WireType['meaning']['kind'] } | null {
  const type = useOfCard(node, ({ path }) => {
    // Of the graph that was described: until an edit is described, what was known before it stands.
    const { wires, document } = useDescription.getState();
    return wireTypeAt(wires, graphNow({ document, path }), path, node, port);
  });
  return type ? { shape: formatShape(type.shape), kind: type.meaning.kind } : null;
}

/** Which of the calls that share its weights a card is: `[1, 2]`; `null` where it is alone. */
export function useSharing(id: string): { readonly place: number; readonly count: number } | null {
  const text = useOfCard(id, (state) => {
    const calls = callsWith(graphNow(state), id);
    return calls.length < 2 ? '' : `${calls.indexOf(id) + 1} ${calls.length}`;
  });
  if (text === '') return null;
  const [place, count] = text.split(' ').map(Number) as [number, number];
  return { place, count };
}

const NONE: readonly LocatedProblem[] = [];
const sameGraph = (a: Path, b: Path): boolean => a.at(-1)?.design === b.at(-1)?.design;

const placeIn = (path: Path, id: string | null): string => `${path.at(-1)?.design ?? ''}/${id}`;
const placed = new WeakMap<readonly LocatedProblem[], ReadonlyMap<string, readonly LocatedProblem[]>>();

/** Problems that stand at a card, sorted once for all cards. */
export function problemsAt(
  problems: readonly LocatedProblem[],
  path: Path,
  id: string,
): readonly LocatedProblem[] {
  let byPlace = placed.get(problems);
  if (!byPlace) {
    const made = new Map<string, LocatedProblem[]>();
    for (const problem of problems) {
      const key = placeIn(problem.path, problem.node);
      made.set(key, [...(made.get(key) ?? []), problem]);
    }
    placed.set(problems, (byPlace = made));
  }
  return byPlace.get(placeIn(path, id)) ?? NONE;
}

/** Problems that stand at a card. */
export function useCardProblems(id: string): readonly LocatedProblem[] {
  return useOfCard(
    id,
    useShallow(({ path }) => problemsAt(useDescription.getState().problems, path, id)),
  );
}

/** How many problems stand inside the design that a card calls. */
export function useProblemsInside(id: string): number {
  return useOfCard(id, ({ path }) => countInside(useDescription.getState().problems, path, id));
}

const countInside = (problems: readonly LocatedProblem[], path: Path, id: string): number =>
  problems.filter(
    (problem) =>
      problem.path.length > path.length &&
      problem.path[path.length]?.node === id &&
      sameGraph(problem.path.slice(0, path.length), path),
  ).length;

/** How many problems stand at some cards or inside what they call. */
export function useProblemsOf(ids: readonly string[]): number {
  const path = useDocument((state) => state.path);
  return useDescription(({ problems }) =>
    problems.length === 0
      ? 0
      : ids.reduce(
          (sum, id) => sum + problemsAt(problems, path, id).length + countInside(problems, path, id),
          0,
        ),
  );
}

/** Trained weights of a card: of a call, all that are inside. */
export function useWeights(id: string): number {
  return useOfCard(id, ({ document, path }) => {
    const key = document && weightsKey(document, path, id);
    return key === null ? 0 : (useDescription.getState().parameters.get(key) ?? 0);
  });
}

/** The block that a card calls; `null` where it calls none, or a member of the design. */
export const blockIdOf = (node: GraphNode | undefined): string | null =>
  node === undefined ? null : textDial(node, 'block', '') || null;

/** How a card is called. */
export const titleOf = (
  node: GraphNode | undefined,
  document: GraphDocument | null = useDocument.getState().document,
): Text => nodeTitle(document, node);
