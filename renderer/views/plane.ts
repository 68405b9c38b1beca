import type { Measured } from '../../nodes/finding.ts';

/** A part of the plane: its middle, and how far it reaches on the shorter side of the place it is drawn in. */
export interface Window2 {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

/** A window on all points and circles, a little more. The origin stands in the middle where circles belong to it. */
export function windowOn({ points, radii = [] }: { points: Measured; radii?: readonly number[] }): Window2 {
  const { data } = points;
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i + 1 < data.length; i += 2) {
    const [x, y] = [data[i]!, data[i + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  const circles = Math.max(0, ...radii);
  if (left > right) return { x: 0, y: 0, reach: circles * 1.06 || 1 };
  if (circles > 0) {
    const farthest = Math.max(Math.abs(left), Math.abs(right), Math.abs(bottom), Math.abs(top));
    return { x: 0, y: 0, reach: Math.max(circles, farthest) * 1.06 };
  }
  const reach = Math.max(right - left, top - bottom) / 2;
  return { x: (left + right) / 2, y: (bottom + top) / 2, reach: reach > 0 ? reach * 1.06 : 1 };
}

/** Share of the places on a way that a window on it shows; noise has a few far off. */
const MOST = 0.98;

/**
 * A window on points that move: on all of them where they end, and on nearly all places on the way.
 * @param frames `[count, frames, 2]`
 */
export function windowOnWay({ shape, data }: Measured): Window2 {
  const [count = 0, length = 1] = shape;
  const ends = new Float32Array(2 * count);
  for (let point = 0; point < count; point++)
    for (let axis = 0; axis < 2; axis++)
      ends[2 * point + axis] = data[2 * (point * length + length - 1) + axis]!;
  const end = windowOn({ points: { shape: [count, 2], data: ends } });
  const away: number[] = [];
  for (let i = 0; i + 1 < data.length; i += 2) {
    const far = Math.max(Math.abs(data[i]! - end.x), Math.abs(data[i + 1]! - end.y));
    if (Number.isFinite(far)) away.push(far);
  }
  away.sort((a, b) => a - b);
  const reach = away[Math.floor(MOST * (away.length - 1))] ?? 0;
  return { ...end, reach: Math.max(end.reach, reach) };
}

/** From the plane to pixels: both axes alike, so that circles are round. */
export interface Projection {
  readonly unit: number;
  readonly toPixel: (x: number, y: number) => readonly [number, number];
  readonly toPlane: (left: number, top: number) => readonly [number, number];
}

export function project({ x, y, reach }: Window2, width: number, height: number): Projection {
  const unit = Math.min(width, height) / (2 * reach);
  return {
    unit,
    toPixel: (a, b) => [width / 2 + (a - x) * unit, height / 2 - (b - y) * unit],
    toPlane: (left, top) => [x + (left - width / 2) / unit, y - (top - height / 2) / unit],
  };
}

/** Enlarges `factor` times about a point that stays where it is. */
export function zoom(window: Window2, factor: number, [x, y]: readonly [number, number]): Window2 {
  return {
    x: x + (window.x - x) / factor,
    y: y + (window.y - y) / factor,
    reach: window.reach / factor,
  };
}

/** The point nearest to a place, not farther than `within`. */
export function nearest(
  data: ArrayLike<number>,
  [x, y]: readonly [number, number],
  within: number,
  shown: (index: number) => boolean,
): number | null {
  let [best, found]: [number, number | null] = [within * within, null];
  for (let i = 0; 2 * i + 1 < data.length; i++) {
    const distance = (data[2 * i]! - x) ** 2 + (data[2 * i + 1]! - y) ** 2;
    if (distance <= best && shown(i)) [best, found] = [distance, i];
  }
  return found;
}
