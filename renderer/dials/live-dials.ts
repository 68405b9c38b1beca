import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { GraphDocument, GraphNode } from '../../nodes/graph/document.ts';
import { useDocument } from '../state/document.ts';
import { machine } from '../state/studio.ts';
import { modelHere } from '../state/training.ts';

/** Milliseconds between two values that one dial sends while it is scrubbed. */
const PAUSE = 60;

/** The numbers of a node that may be turned while it trains, by the names that programs know them by. */
export function liveNumbers(node: GraphNode | undefined): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [name, dial] of Object.entries<Dial>((node && catalogue.get(node.kind)?.dials) ?? {})) {
    const value = node?.dials[name] ?? dial.default;
    if (dial.type === 'number' && dial.live && typeof value === 'number') numbers.set(name, value);
    if (dial.type === 'weights' && typeof value === 'object' && !Array.isArray(value))
      for (const [wire, one] of Object.entries(value as Readonly<Record<string, number>>))
        numbers.set(`${name}.${wire}`, one);
  }
  return numbers;
}

/** Live dials of the board that stand otherwise now. */
export function turnedBetween(
  before: GraphDocument,
  after: GraphDocument,
): readonly { readonly node: string; readonly dial: string; readonly value: number }[] {
  if (before.board.nodes === after.board.nodes) return [];
  return Object.entries(after.board.nodes).flatMap(([node, card]) => {
    const former = before.board.nodes[node];
    if (!former || former === card) return [];
    const known = liveNumbers(former);
    return [...liveNumbers(card)]
      .filter(([dial, value]) => known.get(dial) !== value)
      .map(([dial, value]) => ({ node, dial, value }));
  });
}

/**
 * Hands live dials to the model that trains, whoever turned them: a scrub, the inspector, undo, a lesson.
 * @returns ends it
 */
export function keepDialsLive(): () => void {
  const waiting = new Map<string, { node: string; dial: string; value: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = () => {
    timer = undefined;
    for (const turned of waiting.values())
      // A card that the run does not have yet has no dial there; the canvas marks what differs.
      machine()
        .call('setDial', turned)
        .catch(() => undefined);
    waiting.clear();
  };
  const stop = useDocument.subscribe(({ document }, { document: before }) => {
    if (!document || !before || document === before) return;
    const activity = modelHere()?.activity;
    if (activity !== 'training' && activity !== 'paused') return;
    for (const turned of turnedBetween(before, document))
      waiting.set(`${turned.node}.${turned.dial}`, turned);
    if (waiting.size > 0) timer ??= setTimeout(send, PAUSE);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
