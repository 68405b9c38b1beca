import type { Frame } from '../../nodes/graph/document.ts';
import type { Selection } from '../state/document.ts';

/** What stands on the canvas: cards by their ids, frames and notes by ids that no card can have. */
type Kind = 'nodes' | 'frames' | 'notes';

const PREFIXES = { frames: 'frame:', notes: 'note:' } as const;

export const frameKey = (id: string): string => PREFIXES.frames + id;
export const noteKey = (id: string): string => PREFIXES.notes + id;

/** What something on the canvas is, and its id in the document. */
export function pieceOf(key: string): { readonly kind: Kind; readonly id: string } {
  for (const kind of ['frames', 'notes'] as const)
    if (key.startsWith(PREFIXES[kind])) return { kind, id: key.slice(PREFIXES[kind].length) };
  return { kind: 'nodes', id: key };
}

/** What a frame holds, by keys. */
export const keysIn = ({ nodes, notes = [] }: Pick<Frame, 'nodes' | 'notes'>): readonly string[] => [
  ...nodes,
  ...notes.map(noteKey),
];

/** A selection of these alone. */
export function selectionOf(keys: readonly string[]): Partial<Selection> {
  const chosen = { nodes: [] as string[], frames: [] as string[], notes: [] as string[] };
  for (const key of keys) {
    const { kind, id } = pieceOf(key);
    chosen[kind].push(id);
  }
  return chosen;
}

/** All that is selected, wires left out, by keys. */
export const keysOf = ({ nodes, frames, notes }: Selection): readonly string[] => [
  ...nodes,
  ...frames.map(frameKey),
  ...notes.map(noteKey),
];
