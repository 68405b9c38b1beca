import type { Position } from '../edits/add-node.ts';

interface Card {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Where what it shows comes from: cards keep the order of their sources. */
  readonly comesFrom: number;
}

const GAP = 32;

/**
 * Places cards in rows below something, from left to right in the order of what they show, so that they look on and stand in
 * no wire's way.
 * @param width of a row, which a single wider card may exceed
 */
export function rowsBelow(
  cards: readonly Card[],
  { x, y, width }: Position & { readonly width: number },
): Readonly<Record<string, Position>> {
  const places: Record<string, Position> = {};
  let [across, down, tallest] = [0, 0, 0];
  for (const card of [...cards].sort((a, b) => a.comesFrom - b.comesFrom)) {
    if (across > 0 && across + card.width > width) {
      down += tallest + GAP;
      [across, tallest] = [0, 0];
    }
    places[card.id] = { x: x + across, y: y + down };
    across += card.width + GAP;
    tallest = Math.max(tallest, card.height);
  }
  return places;
}
