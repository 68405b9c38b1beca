import type { Position } from '../edits/add-node.ts';

export interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

/** Room between a frame's border and its cards; above them there is more, for the title. */
export const PADDING = { side: 20, top: 44 } as const;

const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;

/** The smallest box around others. @param boxes at least one */
export function boxAround(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return { x, y, width: Math.max(...boxes.map(right)) - x, height: Math.max(...boxes.map(bottom)) - y };
}

/** The frame around what it holds. */
export function frameBox(held: readonly Box[]): Box {
  const { x, y, width, height } = boxAround(held);
  return {
    x: x - PADDING.side,
    y: y - PADDING.top,
    width: width + 2 * PADDING.side,
    height: height + PADDING.top + PADDING.side,
  };
}

const cover = (a: Box, b: Box): boolean =>
  a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);

/**
 * How far others move so that something may grow: where its larger box would cover one, all to the right of it move right
 * and all below it move down, as if rows and columns were put in between. What did not overlap before does not afterwards.
 * @returns the new place of each that moves
 */
export function madeRoom(
  before: Box,
  after: Box,
  others: ReadonlyMap<string, Box>,
): ReadonlyMap<string, Position> {
  const moved = new Map<string, Position>();
  if (![...others.values()].some((other) => cover(after, other))) return moved;
  const [across, down] = [right(after) - right(before), bottom(after) - bottom(before)];
  for (const [key, other] of others) {
    const dx = other.x >= right(before) ? Math.max(0, across) : 0;
    const dy = other.y >= bottom(before) ? Math.max(0, down) : 0;
    if (dx > 0 || dy > 0) moved.set(key, { x: other.x + dx, y: other.y + dy });
  }
  return moved;
}
