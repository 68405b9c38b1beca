import type { GraphDocument } from '../../nodes/graph/document.ts';

/** Stripes that tell blocks apart beside their names; after these they begin anew. */
const PATTERNS = ['solid', 'dashed', 'dotted', 'double', 'long'] as const;

/** The stripe of a block, the same on all cards that call it. */
export function blockPattern(document: GraphDocument | null, block: string | null): string {
  const place = block === null ? 0 : Object.keys(document?.blocks ?? {}).indexOf(block);
  return PATTERNS[Math.max(0, place) % PATTERNS.length]!;
}
