import { create } from 'zustand';
import type { Position } from '../edits/add-node.ts';
import { endGesture } from '../state/document.ts';

const NOWHERE: Readonly<Record<string, Position>> = {};

/** Places of the cards that are under way with the pointer. The document hears of them when they are let go. */
export const useDragged = create<{ readonly places: Readonly<Record<string, Position>> }>(() => ({
  places: NOWHERE,
}));

export const drag = (places: Readonly<Record<string, Position>>): void =>
  useDragged.setState((before) => ({ places: { ...before.places, ...places } }));

/** Lets go of dragged cards; where they stand is what the document says. */
export function letGo(): void {
  useDragged.setState({ places: NOWHERE });
  endGesture();
}
