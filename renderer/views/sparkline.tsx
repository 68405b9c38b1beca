import { useCallback } from 'react';
import { Drawing, type Pen } from './drawing.tsx';
import { thin } from './thin.ts';

interface SparklineProps {
  readonly steps: readonly number[];
  readonly values: readonly number[];
  /** Changes when the arrays have grown. */
  readonly version: number;
  readonly label: string;
}

/** A curve without axes: only how it went. */
export function Sparkline({ steps, values, version, label }: SparklineProps) {
  const draw = useCallback(
    (pen: Pen) => drawSparkline(pen, steps, values),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the arrays grow in place, and the version says so
    [steps, values, version],
  );
  return <Drawing draw={draw} label={label} />;
}

/** Room for the line's own width. */
const EDGE = 2;

function drawSparkline(
  { context, width, height, colour }: Pen,
  steps: readonly number[],
  values: readonly number[],
) {
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const points = thin({ steps, values }, first, last, Math.max(8, Math.floor(width / 2)));
  const finite = points.values.filter(Number.isFinite);
  if (finite.length === 0) return;
  // The first steps of a training are so far off that the rest would be a flat line.
  const sorted = finite.toSorted((a, b) => a - b);
  const [low, high] = [sorted[0]!, sorted[Math.floor(0.97 * (sorted.length - 1))]!];
  const x = (step: number) => EDGE + ((step - first) / (last - first || 1)) * (width - 2 * EDGE);
  const y = (value: number) =>
    height - EDGE - (Math.min(1, (value - low) / (high - low || 1)) || 0) * (height - 2 * EDGE);
  context.beginPath();
  for (const [i, step] of points.steps.entries()) {
    const value = points.values[i]!;
    if (Number.isFinite(value)) context.lineTo(x(step), y(value));
  }
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.strokeStyle = colour('--accent');
  context.stroke();
}
