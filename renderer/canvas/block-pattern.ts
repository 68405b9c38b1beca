import type { GraphDocument } from '../../nodes/graph/document.ts';

/** Stripes that tell blocks apart beside their names; after these they begin anew. */
const PATTERNS = ['solid', 'dashed', 'dotted', 'double', 'long'] as const;

const places = new WeakMap<GraphDocument['blocks'], ReadonlyMap<string, number>>();

/** The stripe of a block, the same on all cards that call it. */
export function blockPattern(document: GraphDocument | null, block: string | null): string {
  if (!document || block === null) return PATTERNS[0];
  const { blocks } = document;
  let place = places.get(blocks);
  if (!place) places.set(blocks, (place = new Map(Object.keys(blocks).map((id, i) => [id, i]))));
  return PATTERNS[(place.get(block) ?? 0) % PATTERNS.length]!;
}
