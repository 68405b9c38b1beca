import { useCallback } from 'react';
import { Drawing, type Pen } from '../views/drawing.tsx';
import type { Statistics } from './statistics.ts';

interface BarsProps {
  readonly statistics: Statistics;
  readonly label: string;
}

/** A small histogram, with a mark at 0 where 0 is inside. */
export function Bars({ statistics, label }: BarsProps) {
  const draw = useCallback((pen: Pen) => drawBars(pen, statistics), [statistics]);
  return <Drawing draw={draw} label={label} />;
}

function drawBars({ context, width, height, colour }: Pen, { counts, least, largest }: Statistics): void {
  const most = Math.max(1, ...counts);
  const bin = width / counts.length;
  context.fillStyle = colour('--muted');
  for (const [i, count] of counts.entries()) {
    // A bin with anything in it is seen, however full the others are.
    const high = count > 0 ? Math.max(1, (count / most) * (height - 2)) : 0;
    context.fillRect(i * bin, height - 1 - high, Math.max(1, bin - 1), high);
  }
  context.fillStyle = colour('--hairline');
  context.fillRect(0, height - 1, width, 1);
  if (least < 0 && largest > 0) {
    context.fillStyle = colour('--accent');
    context.fillRect((-least / (largest - least)) * width - 0.5, 0, 1, height);
  }
}
