import type { Text } from '../../nodes/alphabet/problem.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import { checkDial } from '../../nodes/graph/dials.ts';
import type { Graph, GraphDocument, GraphNode, Wire } from '../../nodes/graph/document.ts';
import type { GraphProblem } from '../../nodes/graph/problems.ts';
import { graphAt, type Path } from '../state/document.ts';
import { siteAt } from './site.ts';
import { portsThere, removeWires } from './wires.ts';

/** A cure that nobody would argue with. */
export interface Mend {
  readonly title: Text;
  readonly mend: (draft: GraphDocument) => void;
}

const CUT: Text = { en: 'Remove the wire', ko: '연결 지우기' };
const RESET: Text = { en: 'Reset the dial', ko: '다이얼 되돌리기' };
const FORGET: Text = { en: 'Remove the number', ko: '값 지우기' };

/** The obvious cure of a problem; `null` where there is none, or more than one. */
export function mendFor(
  document: GraphDocument,
  { path, place }: Pick<GraphProblem, 'place'> & { readonly path: Path },
): Mend | null {
  const graph = graphAt(document, path);
  if (!graph || !place) return null;
  const lost = graph.wires.filter(
    (wire) => touches(wire, place.node, place.port) && endsNowhere(document, graph, wire),
  );
  if (lost.length > 0) return { title: CUT, mend: (draft) => removeWires(siteAt(draft, path), lost) };
  const node = graph.nodes[place.node];
  return node ? (wrongDials(node, path, place.node) ?? lostWeights(graph, node, path, place.node)) : null;
}

const touches = ({ from, to }: Wire, node: string, port: string | undefined): boolean =>
  [from, to].some((end) => end.node === node && (port === undefined || end.port === port));

function endsNowhere(document: GraphDocument, graph: Graph, { from, to }: Wire): boolean {
  const source = graph.nodes[from.node];
  const target = graph.nodes[to.node];
  if (!source || !target) return true;
  // What a kind that is not known would have, nobody knows.
  const isGone = (node: GraphNode, ports: object, port: string) =>
    catalogue.has(node.kind) && Object.keys(ports).length > 0 && !(port in ports);
  return (
    isGone(source, portsThere(document, graph, from.node).outputs, from.port) ||
    isGone(target, portsThere(document, graph, to.node).inputs, to.port)
  );
}

/** Dials that the kind does not have, or whose value is out of their range. */
function wrongDials(node: GraphNode, path: Path, id: string): Mend | null {
  const declared: Readonly<Record<string, Dial>> | undefined = catalogue.get(node.kind)?.dials;
  if (!declared) return null;
  const wrong = Object.entries(node.dials).filter(([name, value]) => {
    const dial = declared[name];
    if (!dial) return true;
    try {
      checkDial(name, dial, value);
      return false;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return true;
    }
  });
  if (wrong.length === 0) return null;
  return {
    title: RESET,
    mend(draft) {
      const there = graphAt(draft, path)?.nodes[id];
      for (const [name] of wrong) delete there?.dials[name];
    },
  };
}

/** Numbers that a dial has for wires that are gone. */
function lostWeights(graph: Graph, node: GraphNode, path: Path, id: string): Mend | null {
  const wired = new Set(
    graph.wires.filter(({ to }) => to.node === id).map(({ from, to }) => to.name ?? from.node),
  );
  const lost = Object.entries<Dial>(catalogue.get(node.kind)?.dials ?? {}).flatMap(([dial, { type }]) =>
    type === 'weights'
      ? Object.keys(node.dials[dial] ?? {})
          .filter((name) => !wired.has(name))
          .map((name) => ({ dial, name }))
      : [],
  );
  if (lost.length === 0) return null;
  return {
    title: FORGET,
    mend(draft) {
      const there = graphAt(draft, path)?.nodes[id];
      for (const { dial, name } of lost) {
        const numbers = there?.dials[dial];
        if (typeof numbers === 'object' && !Array.isArray(numbers)) delete numbers[name];
      }
    },
  };
}
