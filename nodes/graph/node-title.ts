import type { Text } from '../alphabet/problem.ts';
import { catalogue } from '../catalogue.ts';
import { textDial } from './dials.ts';
import type { Graph, GraphDocument, GraphNode, Wire } from './document.ts';
import { graphOfCalls, nodeOfStep } from './graph-of-calls.ts';
import { givenName } from './names.ts';
import { portsOf } from './ports.ts';

type Blocks = Pick<GraphDocument, 'blocks'>;

/** Titles of kinds name alternatives in brackets, for which there is room where a node is chosen. */
const withoutBrackets = (title: string): string => title.replace(/\s*\([^)]*\)$/, '');

/** How a card is called: by its own name, of a call by its block's, else by the kind's title or its name in the file. */
export function nodeTitle(document: Blocks | null, node: GraphNode | undefined): Text {
  const given = givenName(node);
  if (given) return given;
  const kind = node?.kind ?? '';
  const definition = catalogue.get(kind);
  if (!node || !definition) return { en: kind, ko: kind };
  if (definition.role === 'call') {
    const block = textDial(node, 'block', '');
    const called = givenName(document?.blocks[block]);
    if (called) return called;
    const name = block || textDial(node, 'design', '');
    if (name !== '') return { en: name, ko: name };
  }
  const { en, ko } = definition.title;
  return { en: withoutBrackets(en), ko: withoutBrackets(ko) };
}

/**
 * How the cards of a graph are called beside each other: those of one kind that are called alike are numbered from left to right.
 */
export function titlesIn(
  document: Blocks,
  { nodes }: Pick<Graph, 'nodes'>,
  some: readonly string[] = Object.keys(nodes),
): ReadonlyMap<string, Text> {
  const alike = new Map<string, { readonly id: string; readonly title: Text }[]>();
  for (const id of some) {
    const title = nodeTitle(document, nodes[id]);
    const key = JSON.stringify([nodes[id]!.kind, title.en, title.ko]);
    alike.set(key, [...(alike.get(key) ?? []), { id, title }]);
  }
  const place = (id: string) => nodes[id]!.position ?? { x: 0, y: 0 };
  const titles = new Map<string, Text>();
  for (const cards of alike.values()) {
    cards.sort((a, b) => place(a.id).x - place(b.id).x || place(a.id).y - place(b.id).y);
    cards.forEach(({ id, title: { en, ko } }, i) =>
      titles.set(id, cards.length === 1 ? { en, ko } : { en: `${en} ${i + 1}`, ko: `${ko} ${i + 1}` }),
    );
  }
  return titles;
}

/** The same for one card; by its id where it is not there. */
export function titleIn(document: Blocks, graph: Pick<Graph, 'nodes'>, id: string): Text {
  const kind = graph.nodes[id]?.kind;
  const ofKind = Object.keys(graph.nodes).filter((other) => graph.nodes[other]!.kind === kind);
  return titlesIn(document, graph, ofKind).get(id) ?? { en: id, ko: id };
}

/** The same on the board. */
export const titleOnBoard = (document: GraphDocument, id: string): Text =>
  titleIn(document, document.board, id);

/** What stands at a place that programs tell of, with the calls on the way there: `Encoder ▸ Dense 2`. */
export function placeTitle(
  document: GraphDocument,
  { path, node }: { readonly path: string; readonly node: string },
): Text {
  const steps = [...path.split('/').filter(Boolean), node];
  const titles = steps.map((step, depth) => {
    const graph = graphOfCalls(document, steps.slice(0, depth).join('/'));
    const { en, ko } = graph ? titleIn(document, graph, nodeOfStep(step)) : { en: step, ko: step };
    // Members of one call have weights of their own each.
    const member = /\[(\d+)\]/.exec(step)?.[1];
    const which = member === undefined ? '' : ` [${Number(member) + 1}]`;
    return { en: en + which, ko: ko + which };
  });
  return { en: titles.map(({ en }) => en).join(' ▸ '), ko: titles.map(({ ko }) => ko).join(' ▸ ') };
}

/** How a port of a card is called; as it stands in the file where the card has none of that name. */
export function portTitle(
  document: GraphDocument,
  graph: Graph,
  { node, port }: { readonly node: string; readonly port: string },
  side: 'inputs' | 'outputs' = 'outputs',
): Text {
  return (node in graph.nodes && portsOf(document, graph, node)[side][port]?.title) || { en: port, ko: port };
}

/** What an output of a card is called: as its card, and where the card gives more than one thing, by its own title behind that. */
export function outputTitle(document: GraphDocument, graph: Graph, from: Wire['from']): Text {
  const card = titleIn(document, graph, from.node);
  const ports = from.node in graph.nodes ? portsOf(document, graph, from.node).outputs : {};
  const [first] = Object.entries(ports).flatMap(([name, { gives = 'tensor' }]) =>
    gives === 'tensor' ? [name] : [],
  );
  if (first === undefined || first === from.port) return card;
  const { en, ko } = portTitle(document, graph, from);
  return { en: `${card.en}: ${en}`, ko: `${card.ko}: ${ko}` };
}

/** A wire into a port that takes several: by the name that somebody gave it, else by what it comes from. */
export const wireTitle = (document: GraphDocument, graph: Graph, wire: Wire): Text =>
  (isGiven(graph, wire) && givenName(wire.to)) || outputTitle(document, graph, wire.from);

/** A wire is called by the id of the card that it comes from until somebody names it; it may have changed its card since. */
const isGiven = ({ nodes }: Graph, { to: { name, names } }: Wire): boolean =>
  name !== undefined &&
  (names !== undefined || !((/^(.+)-\d+$/.exec(name)?.[1] ?? name) in nodes || name in nodes));

/** The same by the name that programs know the wire by, of those into one card. */
export function wireTitleByName(document: GraphDocument, graph: Graph, node: string, name: string): Text {
  const wire = graph.wires.find(({ from, to }) => to.node === node && (to.name ?? from.node) === name);
  return wire ? wireTitle(document, graph, wire) : { en: name, ko: name };
}
