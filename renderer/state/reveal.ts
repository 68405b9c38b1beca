import { create } from 'zustand';
import { enter, select, type Path } from './document.ts';

interface Reveal {
  /** Grows with each wish, so that the same card can be shown again. */
  readonly count: number;
  readonly node: string | null;
}

/** A card that somebody wants to see: the canvas brings it into view. */
export const useReveal = create<Reveal>(() => ({ count: 0, node: null }));

/** Goes to a graph, selects a card in it and brings it into view. */
export function reveal(path: Path, node: string | null): void {
  enter(path);
  if (node !== null) select({ nodes: [node] });
  useReveal.setState(({ count }) => ({ count: count + 1, node }));
}
