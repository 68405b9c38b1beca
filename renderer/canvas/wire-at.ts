import type { Wire } from '../../nodes/graph/document.ts';
import { throughPorts } from '../edits/wires.ts';
import { useDocument, wireKey } from '../state/document.ts';
import { graphNow } from './card-state.ts';
import { wiresAt } from './graph-index.ts';

type Point = Pick<MouseEvent, 'clientX' | 'clientY'>;

const pointOf = (event: Point | TouchEvent): { x: number; y: number } => {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0]! : event;
  return { x: clientX, y: clientY };
};

/**
 * The wire under the pointer that a card could go between.
 * @param card a card of the graph that has no wires yet; `null` for one that comes from the palette
 */
export function wireBetweenAt(event: unknown, card: string | null): Wire | null {
  const state = useDocument.getState();
  const graph = graphNow(state);
  if (!state.document) return null;
  const { arriving, leaving } = card === null ? { arriving: [], leaving: [] } : wiresAt(graph, card);
  if (arriving.length + leaving.length > 0) return null;
  const { x, y } = pointOf(event as Point | TouchEvent);
  const ids = document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('.react-flow__edge')?.dataset.id);
  const wire = graph.wires.find((one) => ids.includes(wireKey(one)));
  if (!wire) return null;
  return card === null || throughPorts(state.document, graph, card, wire) ? wire : null;
}
