import { useCallback, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { Measured } from '../../../nodes/finding.ts';
import { measuredText } from '../../language/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { linear, ticksOf } from '../axis.ts';
import { COLOUR_MAP } from '../colour-map.ts';
import { Drawing, type Pen } from '../drawing.tsx';
import { cellAt, fieldPixels, longestOf, quiver, rangeOf, type Arrow } from '../field.ts';
import { defineForm, type FormProps, type PictureOf, type PictureSize } from '../form.ts';
import { viewsTexts } from '../views-texts.ts';

export default defineForm({
  form: 'field',
  // The colour bar stands beside the square, the numbers of the axes at its left and below.
  aspect: ({ values }) => (values ? 1.18 : 1.02),
  Drawn: Field,
});

/** Room around the square (CSS pixels): for the numbers of both axes, and for the colour bar and its numbers. */
const MARGINS = {
  tight: { beside: 22, below: 16, bar: 48 },
  wide: { beside: 30, below: 18, bar: 62 },
} as const;
/** Height from which there is room to spare. */
const WIDE = 200;
const BAR = 10;
/** Pixels between arrows that can still be told apart. */
const ARROW_ROOM = { card: 11, dock: 15 } as const;

/** The square that the field fills. */
interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** The plane coloured by numbers, with arrows, or both. The pointer reads what stands there. */
function Field({ picture, size, label }: FormProps<'field'>) {
  const t = useTexts(viewsTexts);
  const square = useRef<Square | null>(null);
  const [under, setUnder] = useState<readonly [number, number] | null>(null);
  const ground = useMemo(() => groundOf(picture), [picture]);
  const draw = useCallback(
    (pen: Pen) => {
      square.current = squareIn(pen, picture, size);
      drawField(pen, square.current, picture, ground, size);
    },
    [picture, ground, size],
  );

  const follow = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!square.current) return;
    const { left, top, side } = square.current;
    const box = event.currentTarget.getBoundingClientRect();
    const zoom = box.width / event.currentTarget.clientWidth || 1;
    const x = (((event.clientX - box.left) / zoom - left) / side) * 2 - 1;
    const y = 1 - (((event.clientY - box.top) / zoom - top) / side) * 2;
    setUnder(Math.abs(x) < 1 && Math.abs(y) < 1 ? [x * picture.span, y * picture.span] : null);
  };

  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="relative min-h-0 flex-1">
        <Drawing draw={draw} label={label} onPointerMove={follow} onPointerLeave={() => setUnder(null)} />
        {under && (
          <p className="pointer-events-none absolute bottom-1 left-1 rounded-control bg-raised px-1.5 py-0.5 text-small shadow-float">
            <span className="font-medium">{readAt(picture, under)} </span>
            <span className="text-muted">
              ({measuredText(under[0])}, {measuredText(under[1])})
            </span>
          </p>
        )}
      </div>
      {size === 'dock' && picture.arrows && (
        <p className="truncate pt-1 text-center text-small text-muted">
          {t('longestArrow', { length: measuredText(longestOf(picture.arrows.data)) })}
        </p>
      )}
    </div>
  );
}

/** `0.73`, `→ (0.1, −2)`, or both. */
function readAt({ span, values, arrows }: PictureOf<'field'>, [x, y]: readonly [number, number]): string {
  const cell = (of: Measured | undefined) => of && cellAt(of.shape, span, x, y);
  const [value, arrow] = [cell(values), cell(arrows)];
  return [
    typeof value === 'number' && measuredText(values!.data[value]!),
    typeof arrow === 'number' &&
      `→ (${measuredText(arrows!.data[2 * arrow]!)}, ${measuredText(arrows!.data[2 * arrow + 1]!)})`,
  ]
    .filter((part) => part !== false)
    .join(' ');
}

/** The coloured cells, one pixel each. */
function groundOf({ values, range }: PictureOf<'field'>): HTMLCanvasElement | null {
  if (!values) return null;
  const [rows = 0, columns = 0] = values.shape;
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const pixels = fieldPixels(values, range ?? rangeOf(values));
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0);
  return canvas;
}

function squareIn({ width, height }: Pen, { values }: PictureOf<'field'>, size: PictureSize): Square {
  const dock = size === 'dock';
  const { beside, below, bar } = MARGINS[height < WIDE ? 'tight' : 'wide'];
  const [left, bottom, right, above] = dock ? [beside, below, values ? bar : 6, 6] : [0, 0, 0, 0];
  const side = Math.max(1, Math.floor(Math.min(width - left - right, height - bottom - above)));
  return {
    left: Math.floor(left + (width - left - right - side) / 2),
    top: Math.floor(above + (height - bottom - above - side) / 2),
    side,
  };
}

function drawField(
  pen: Pen,
  square: Square,
  picture: PictureOf<'field'>,
  ground: HTMLCanvasElement | null,
  size: PictureSize,
): void {
  const { context, colour } = pen;
  const { left, top, side } = square;
  const { span, values, range, arrows } = picture;
  if (ground) {
    // What was asked at the middles of cells is a smooth function between them.
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(ground, left, top, side, side);
  } else {
    const middle = [left + side / 2, top + side / 2].map((at) => Math.round(at) + 0.5) as [number, number];
    context.strokeStyle = colour('--hairline');
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
    line(context, left, middle[1], left + side, middle[1]);
    line(context, middle[0], top, middle[0], top + side);
  }
  if (arrows) {
    const drawn = quiver(arrows, span, side / ARROW_ROOM[size]);
    if (ground) drawArrows(context, square, span, drawn, '#0b0620', 2.5);
    drawArrows(context, square, span, drawn, ground ? '#ffffff' : colour('--accent'), 1.1);
  }
  if (size === 'dock') {
    writeAxes(pen, square, span);
    if (values) drawBar(pen, square, range ?? rangeOf(values));
  }
}

/** Shafts with a small head each, as one path. */
function drawArrows(
  context: CanvasRenderingContext2D,
  { left, top, side }: Square,
  span: number,
  arrows: readonly Arrow[],
  colour: string,
  width: number,
): void {
  const unit = side / (2 * span);
  context.beginPath();
  for (const { x, y, dx, dy } of arrows) {
    const [u, v] = [dx * unit, -dy * unit];
    const length = Math.hypot(u, v);
    const [tipX, tipY] = [left + (x + span) * unit + u / 2, top + (span - y) * unit + v / 2];
    if (length < 1) {
      context.moveTo(tipX, tipY);
      context.lineTo(tipX + 0.6, tipY);
      continue;
    }
    const head = Math.min(4, 0.38 * length) / length;
    context.moveTo(tipX - u, tipY - v);
    context.lineTo(tipX, tipY);
    context.moveTo(tipX - head * (u - 0.55 * v), tipY - head * (v + 0.55 * u));
    context.lineTo(tipX, tipY);
    context.lineTo(tipX - head * (u + 0.55 * v), tipY - head * (v - 0.55 * u));
  }
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = colour;
  context.stroke();
}

function writeAxes({ context, colour }: Pen, { left, top, side }: Square, span: number): void {
  const [x, y] = [linear(-span, span, left, left + side), linear(-span, span, top + side, top)];
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  context.fillStyle = colour('--muted');
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of ticksOf(-span, span, side / 60))
    context.fillText(formatTick(tick), x.toPixel(tick), top + side + 4);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of ticksOf(-span, span, side / 50))
    context.fillText(formatTick(tick), left - 6, y.toPixel(tick));
}

/** What the colours stand for, at the right of the square. */
function drawBar(
  { context, colour }: Pen,
  { left, top, side }: Square,
  [low, high]: readonly [number, number],
) {
  const x = left + side + 10;
  const gradient = context.createLinearGradient(0, top + side, 0, top);
  for (let stop = 0; stop <= 16; stop++) {
    const at = 3 * Math.round((stop / 16) * (COLOUR_MAP.length / 3 - 1));
    gradient.addColorStop(stop / 16, `rgb(${COLOUR_MAP.subarray(at, at + 3).join(' ')})`);
  }
  context.fillStyle = gradient;
  context.fillRect(x, top, BAR, side);
  context.fillStyle = colour('--muted');
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  if (low === high) {
    context.fillText(formatTick(low), x + BAR + 5, top + side / 2);
    return;
  }
  const y = linear(low, high, top + side, top);
  for (const tick of ticksOf(low, high, side / 44))
    context.fillText(formatTick(tick), x + BAR + 5, y.toPixel(tick));
}

const formatTick = (value: number): string =>
  Math.abs(value) >= 1e5 ? measuredText(value) : value === 0 ? '0' : String(value).replace('-', '−');

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
