import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { isOn, type StandardMetrics } from './standard.ts';

// Metrics for another kind of data are added by adding their file to `data`.
const known = Object.values(
  import.meta.glob<StandardMetrics>('./data/*.ts', { eager: true, import: 'default' }),
);

/**
 * A copy of a document whose board has, beside its own metrics, those that every model of the same data is measured by: the
 * same table for any of them. What no such metrics exist for stays as it is, and so does a board with two sources of one kind:
 * which of them its output should be like, nobody can tell.
 */
export async function withStandardMetrics(document: GraphDocument): Promise<GraphDocument> {
  const copy = structuredClone(document);
  for (const { data, add } of known) {
    const [node, ...others] = Object.entries(document.board.nodes).filter(
      ([, one]) => one.kind === data && isOn(one),
    );
    if (node && others.length === 0) await add(copy, node[0]);
  }
  return copy;
}
