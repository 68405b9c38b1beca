import { indexFrom, type Series } from '../state/curves.ts';

/**
 * Seconds of training at a step, straight between the steps whose time is known, and on at the last pace beyond them.
 * @returns `NaN` where no time is known
 */
export function secondsAt({ steps, values }: Series, step: number): number {
  if (steps.length === 0) return Number.NaN;
  const above = Math.min(indexFrom(steps, step), steps.length - 1);
  const below = above - 1;
  const [x0, y0] = below < 0 ? [0, 0] : [steps[below]!, values[below]!];
  const [x1, y1] = [steps[above]!, values[above]!];
  return x1 === x0 ? y1 : y0 + ((step - x0) / (x1 - x0)) * (y1 - y0);
}
