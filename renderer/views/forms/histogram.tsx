import { useCallback, useState, type PointerEvent } from 'react';
import { countText, measuredText } from '../../language/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { linear, ticksOf } from '../axis.ts';
import { Drawing, type Pen } from '../drawing.tsx';
import { defineForm, type FormProps, type PictureOf } from '../form.ts';
import { viewsTexts } from '../views-texts.ts';

export default defineForm({ form: 'histogram', aspect: () => 1.6, Drawn: Histogram });

/** Room for the axis below and the numbers at the left (CSS pixels). */
const BELOW = 18;
const BESIDE = 36;

/** How values are spread: bars, their mean and deviation, and values to compare with. */
function Histogram({ picture, size, label }: FormProps<'histogram'>) {
  const t = useTexts(viewsTexts);
  const [under, setUnder] = useState<number | null>(null);
  const draw = useCallback((pen: Pen) => drawHistogram(pen, picture, size, under), [picture, size, under]);
  const { edges, counts, mean, deviation } = picture;

  const follow = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = ((size === 'dock' ? BESIDE : 0) * box.width) / event.currentTarget.clientWidth;
    const bin = Math.floor(((event.clientX - box.left - left) / (box.width - left)) * counts.length);
    setUnder(bin >= 0 && bin < counts.length ? bin : null);
  };

  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="min-h-0 flex-1">
        <Drawing draw={draw} label={label} onPointerMove={follow} onPointerLeave={() => setUnder(null)} />
      </div>
      <p className="truncate px-1 pt-1 text-center text-small text-muted">
        {under === null
          ? t('meanAndDeviation', { mean: measuredText(mean), deviation: measuredText(deviation) })
          : t('bin', {
              low: measuredText(edges[under]!),
              high: measuredText(edges[under + 1]!),
              count: countText(counts[under]!),
            })}
      </p>
    </div>
  );
}

function drawHistogram(pen: Pen, picture: PictureOf<'histogram'>, size: string, under: number | null): void {
  const { context, width, height, colour } = pen;
  const { edges, counts, mean, deviation, lines = [] } = picture;
  const [low, high] = [edges[0]!, edges.at(-1)!];
  const [left, floor] = size === 'dock' ? [BESIDE, height - BELOW] : [0, height - 1];
  const most = Math.max(1, ...counts);
  const x = linear(low, high, left, width);
  const y = linear(0, most * 1.05, floor, 0);

  context.fillStyle = colour('--accent-soft');
  const [from, to] = [mean - deviation, mean + deviation].map((at) =>
    Math.min(width, Math.max(left, x.toPixel(at))),
  ) as [number, number];
  if (Number.isFinite(mean) && to > from) context.fillRect(from, 0, to - from, floor);

  for (const [bin, count] of counts.entries()) {
    const [start, end] = [x.toPixel(edges[bin]!), x.toPixel(edges[bin + 1]!)];
    context.fillStyle = colour(bin === under ? '--accent' : '--outline');
    const top = y.toPixel(count);
    context.fillRect(start, top, Math.max(1, end - start - 1), floor - top);
  }

  context.lineWidth = 1;
  context.strokeStyle = colour('--hairline');
  stroke(context, left, floor + 0.5, width, floor + 0.5);
  if (size === 'dock') writeAxes(pen, { low, high, most, left, floor }, x.toPixel, y.toPixel);

  context.lineWidth = 1.5;
  context.strokeStyle = colour('--accent');
  if (mean >= low && mean <= high) stroke(context, x.toPixel(mean), 0, x.toPixel(mean), floor);
  context.strokeStyle = colour('--text');
  context.setLineDash([4, 3]);
  for (const line of lines)
    if (line >= low && line <= high) stroke(context, x.toPixel(line), 0, x.toPixel(line), floor);
  context.setLineDash([]);
}

interface Frame {
  readonly low: number;
  readonly high: number;
  readonly most: number;
  readonly left: number;
  readonly floor: number;
}

function writeAxes(
  { context, width, colour }: Pen,
  { low, high, most, left, floor }: Frame,
  x: (value: number) => number,
  y: (value: number) => number,
): void {
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  context.fillStyle = colour('--muted');
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const tick of ticksOf(low, high, (width - left) / 60))
    if (x(tick) > left + 8 && x(tick) < width - 12) context.fillText(formatTick(tick), x(tick), floor + 4);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of ticksOf(0, most, floor / 40))
    if (y(tick) > 6) context.fillText(countText(tick), left - 6, y(tick));
}

const formatTick = (value: number): string => String(value).replace('-', '−');

function stroke(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
