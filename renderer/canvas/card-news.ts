import { useCallback, useSyncExternalStore } from 'react';
import type { Graph } from '../../nodes/graph/document.ts';
import { useDescription } from '../shapes/description.ts';
import { callsOf, weightsKey } from '../shapes/locate.ts';
import { graphAt, useDocument, type Selection } from '../state/document.ts';
import { callsWith, wiresAt } from './graph-index.ts';
import { keysOf } from './pieces.ts';

type DocumentNow = ReturnType<typeof useDocument.getState>;
type DescriptionNow = ReturnType<typeof useDescription.getState>;
type Hear = () => void;
type Cards = ReadonlySet<string> | 'all';

const NOTHING: Graph = { nodes: {}, wires: [] };

/** The graph on the canvas. */
export const graphNow = ({ document, path }: Pick<DocumentNow, 'document' | 'path'>): Graph =>
  (document && graphAt(document, path)) ?? NOTHING;

/** Who is told when something changes that a card is drawn from, by card; under `null` who is told of every change. */
const hearers = new Map<string | null, Set<Hear>>();
/** Cards that edits changed since the last description: their shapes may be other ones though no shape has changed. */
let edited: Cards = new Set();
let stop: (() => void) | null = null;

/**
 * Finds something out about a card, and again when something changes that it may be found from: the card, its wires and
 * whether it is selected, the cards at the other ends, the calls that share its block, blocks and designs, and what is
 * described of all these. Hundreds
 * of cards are on a canvas, each asks a dozen things of every port, and most edits change two or three cards: those who are
 * drawn from other cards are not even asked.
 * @param id of the card, or the key of a frame; `null`: what is found may depend on anything in the graph
 */
export function useOfCard<T>(id: string | null, find: (state: DocumentNow) => T): T {
  const listen = useCallback((hear: Hear) => listenTo(id, hear), [id]);
  return useSyncExternalStore(listen, () => find(useDocument.getState()));
}

function listenTo(id: string | null, hear: Hear): () => void {
  let there = hearers.get(id);
  if (!there) hearers.set(id, (there = new Set()));
  there.add(hear);
  stop ??= start();
  return () => {
    there.delete(hear);
    if (there.size > 0 || hearers.get(id) !== there) return;
    hearers.delete(id);
    if (hearers.size > 0) return;
    stop?.();
    stop = null;
  };
}

function start(): () => void {
  edited = new Set();
  const ends = [
    useDocument.subscribe((now, before) => {
      if (now.selection !== before.selection) tell(cardsChosen(now.selection, before.selection));
      if (now.document === before.document && now.path === before.path) return;
      const cards = cardsOfEdit(now, before);
      edited = cards === 'all' || edited === 'all' ? 'all' : new Set([...edited, ...cards]);
      tell(cards);
    }),
    useDescription.subscribe((now, before) => {
      const cards = edited === 'all' ? edited : cardsDescribed(now, before, edited);
      // What was edited since that document waits for the next description.
      if (now.document === useDocument.getState().document) edited = new Set();
      tell(cards);
    }),
  ];
  return () => ends.forEach((end) => end());
}

function tell(cards: Cards): void {
  const ids = cards === 'all' ? [...hearers.keys()] : [null, ...cards];
  for (const id of ids) hearers.get(id)?.forEach((hear) => hear());
}

/** What was selected or let go, by keys. */
function cardsChosen(now: Selection, before: Selection): ReadonlySet<string> {
  const [chosen, former] = [new Set(keysOf(now)), new Set(keysOf(before))];
  return new Set([...chosen, ...former].filter((key) => chosen.has(key) !== former.has(key)));
}

/** Which cards an edit may have changed. */
function cardsOfEdit(now: DocumentNow, before: DocumentNow): Cards {
  const [document, former] = [now.document, before.document];
  if (
    !document ||
    !former ||
    now.path !== before.path ||
    document.blocks !== former.blocks ||
    document.designs !== former.designs ||
    // Inside of a design what is found may depend on the way that leads there.
    (now.path.length > 0 && document.board !== former.board)
  )
    return 'all';
  const graphs = [graphNow(now), graphNow(before)] as const;
  const changed = new Set<string>();
  for (const id of idsOf(graphs)) if (graphs[0].nodes[id] !== graphs[1].nodes[id]) changed.add(id);
  const cards = new Set(changed);
  for (const graph of graphs)
    for (const id of changed) {
      const { arriving, leaving } = wiresAt(graph, id);
      for (const { from } of arriving) cards.add(from.node);
      for (const { to } of leaving) cards.add(to.node);
      for (const call of callsWith(graph, id)) cards.add(call);
    }
  if (graphs[0].wires !== graphs[1].wires)
    for (const id of idsOf(graphs)) {
      const [at, was] = [wiresAt(graphs[0], id), wiresAt(graphs[1], id)];
      if (!sameList(at.arriving, was.arriving) || !sameList(at.leaving, was.leaving)) cards.add(id);
    }
  return withSwitchedOff(graphs[0], cards);
}

const idsOf = (graphs: readonly Graph[]): ReadonlySet<string> =>
  new Set(graphs.flatMap(({ nodes }) => Object.keys(nodes)));

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((one, i) => one === b[i]));

/** Which cards a description may have changed, beside those that were edited since the one before. */
function cardsDescribed(now: DescriptionNow, before: DescriptionNow, since: ReadonlySet<string>): Cards {
  const state = useDocument.getState();
  const graph = graphNow(state);
  const cards = new Set(since);
  if (now.wires !== before.wires) {
    const calls = callsOf(state.path);
    const inside = calls === '' ? '' : `${calls}/`;
    const add = (key: string) => {
      if (!key.startsWith(inside) || key.includes('/', inside.length)) return;
      cards.add(key.slice(inside.length, key.lastIndexOf('.')));
    };
    for (const [key, type] of now.wires) if (before.wires.get(key) !== type) add(key);
    for (const key of before.wires.keys()) if (!now.wires.has(key)) add(key);
  }
  if (now.problems !== before.problems)
    for (const { node, path } of [...before.problems, ...now.problems]) {
      if (node !== null) cards.add(node);
      for (const call of path) cards.add(call.node);
    }
  if (now.parameters !== before.parameters && state.document)
    for (const id of Object.keys(graph.nodes)) {
      const key = weightsKey(state.document, state.path, id);
      if (key !== null && now.parameters.get(key) !== before.parameters.get(key)) cards.add(id);
    }
  return withSwitchedOff(graph, cards);
}

/** Through a card that is switched off goes what arrives there, so it changes with that. */
function withSwitchedOff(graph: Graph, cards: Set<string>): ReadonlySet<string> {
  // A set goes on with what is added to it meanwhile.
  for (const id of cards)
    for (const { to } of wiresAt(graph, id).leaving) if (graph.nodes[to.node]?.off) cards.add(to.node);
  return cards;
}
