import { RotateCcw } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { measuredText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { useThemeSeen } from '../theme/use-theme-seen.ts';
import { ticksOf } from './axis.ts';
import { classColour } from './class-colours.ts';
import { Drawing, type Pen } from './drawing.tsx';
import { nearest, project, windowOn, zoom, type Projection, type Window2 } from './plane.ts';
import type { PlanePicture } from './point-picture.ts';
import { viewsTexts } from './views-texts.ts';

/** Height from which classes are named among their points (CSS pixels). */
const NAMED = 220;
/** Pixels from the pointer within which a point is meant. */
const NEAR = 10;
/** A window changed by hand stays; else it follows the points, but moves only when they leave it or grow small in it. */
const LEEWAY = 1.35;

/** Points in the plane: dragged to move, the wheel enlarges, a double click shows all again. */
export function Plane({ picture, classes, hidden, size, label, within, behind }: PlanePicture) {
  const { points, labels, radii, names } = picture;
  const t = useTexts(viewsTexts);
  const theme = useThemeSeen();
  const fit = useSteadyWindow(useMemo(() => within ?? windowOn(picture), [picture, within]));
  const [own, setOwn] = useState<Window2 | null>(null);
  const window = own ?? fit;
  const projection = useRef<Projection | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [under, setUnder] = useState<number | null>(null);
  const drag = useRef<{ readonly at: readonly [number, number]; readonly from: Window2 } | null>(null);
  const movable = size === 'dock';

  const draw = useCallback(
    (pen: Pen) => {
      const projected = project(window, pen.width, pen.height);
      projection.current = projected;
      drawGround(pen, projected, radii ?? [], size);
      behind?.(pen, projected);
      const colourOf = labels
        ? (index: number) => classColour(theme, labels.data[index]!)
        : () => pen.colour('--accent');
      drawPoints(pen, projected, points.data, colourOf, (i) => !labels || !hidden.has(labels.data[i]!), size);
      // Clouds that are meant to cover each other are named beside the picture, not in their middle.
      if (labels && !names && size === 'dock' && pen.height >= NAMED)
        for (const one of classes)
          if (!hidden.has(one.label)) nameClass(pen, projected, one.middle, String(one.label));
      if (under !== null) ring(pen, projected, points.data, under);
    },
    [window, points, labels, names, radii, behind, classes, hidden, size, theme, under],
  );

  /** A place on the canvas in the pixels that it was drawn with, whatever zoom it stands under. */
  const placeOf = (event: { clientX: number; clientY: number }): readonly [number, number] => {
    const box = canvas.current!.getBoundingClientRect();
    const scale = box.width / canvas.current!.clientWidth || 1;
    return [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
  };

  const follow = (event: PointerEvent<HTMLCanvasElement>) => {
    const now = projection.current;
    if (!now) return;
    const place = placeOf(event);
    if (drag.current) {
      const { at, from } = drag.current;
      setOwn({
        ...from,
        x: from.x - (place[0] - at[0]) / now.unit,
        y: from.y + (place[1] - at[1]) / now.unit,
      });
      return;
    }
    const shown = (i: number) => !labels || !hidden.has(labels.data[i]!);
    setUnder(nearest(points.data, now.toPlane(...place), NEAR / now.unit, shown));
  };

  useEffect(() => {
    const element = canvas.current!;
    if (!movable) return;
    // React listens passively to the wheel, so the page would scroll with it.
    const turn = (event: WheelEvent) => {
      if (!projection.current) return;
      event.preventDefault();
      const place = placeOf(event);
      const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 240);
      const at = projection.current.toPlane(...place);
      setOwn((now) => zoom(now ?? fit, factor, at));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [movable, fit]);

  return (
    <>
      <Drawing
        draw={draw}
        label={label}
        canvas={canvas}
        className={movable ? 'touch-none' : ''}
        onPointerMove={follow}
        onPointerLeave={() => setUnder(null)}
        {...(movable
          ? {
              onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                drag.current = { at: placeOf(event), from: window };
              },
              onPointerUp: () => {
                drag.current = null;
              },
              onDoubleClick: () => setOwn(null),
            }
          : {})}
      />
      {under !== null && (
        <p className="pointer-events-none absolute bottom-1 left-1 rounded-control bg-raised px-1.5 py-0.5 text-small shadow-float">
          {labels && (
            <span className="font-medium">
              {names?.[labels.data[under]!] ?? t('class', { label: String(labels.data[under]) })}{' '}
            </span>
          )}
          <span className="text-muted">
            ({measuredText(points.data[2 * under]!)}, {measuredText(points.data[2 * under + 1]!)})
          </span>
        </p>
      )}
      {own && (
        <IconButton
          label={t('showAll')}
          icon={RotateCcw}
          onClick={() => setOwn(null)}
          className="absolute right-1 bottom-1 bg-raised"
        />
      )}
    </>
  );
}

/** A window that does not tremble with every picture: it changes when points leave it or have become small in it. */
function useSteadyWindow(wanted: Window2): Window2 {
  const kept = useRef(wanted);
  const { current } = kept;
  const centred = Math.abs(wanted.x - current.x) + Math.abs(wanted.y - current.y) < 0.1 * current.reach;
  const fits = wanted.reach <= current.reach && current.reach <= wanted.reach * LEEWAY;
  if (!centred || !fits) kept.current = wanted;
  return kept.current;
}

function drawGround(
  pen: Pen,
  { toPixel, toPlane, unit }: Projection,
  radii: readonly number[],
  size: string,
) {
  const { context, width, height, colour } = pen;
  const [left, top] = toPlane(0, 0);
  const [right, bottom] = toPlane(width, height);
  const [zeroX, zeroY] = toPixel(0, 0);
  context.lineWidth = 1;
  context.strokeStyle = colour('--hairline');
  context.beginPath();
  context.moveTo(0, crisp(zeroY));
  context.lineTo(width, crisp(zeroY));
  context.moveTo(crisp(zeroX), 0);
  context.lineTo(crisp(zeroX), height);
  context.stroke();
  context.strokeStyle = colour('--outline');
  context.globalAlpha = 0.55;
  for (const radius of radii) {
    context.beginPath();
    context.arc(zeroX, zeroY, radius * unit, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
  if (size === 'card') return;
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  context.fillStyle = colour('--muted');
  context.textBaseline = 'bottom';
  context.textAlign = 'center';
  for (const x of ticksOf(left, right, width / 70)) {
    const [at] = toPixel(x, 0);
    if (at > 14 && at < width - 14) context.fillText(formatTick(x), at, height - 2);
  }
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const y of ticksOf(bottom, top, height / 60)) {
    const [, at] = toPixel(0, y);
    if (at > 10 && at < height - 18) context.fillText(formatTick(y), 3, at);
  }
  context.textAlign = 'left';
  for (const radius of radii) {
    const [x, y] = [zeroX + radius * unit * Math.SQRT1_2, zeroY - radius * unit * Math.SQRT1_2];
    context.fillText(`${radius}σ`, x + 3, y - 5);
  }
}

const crisp = (pixel: number): number => Math.round(pixel) + 0.5;
const formatTick = (value: number): string => String(value).replace('-', '−');

function drawPoints(
  { context, width, height }: Pen,
  { toPixel }: Projection,
  data: ArrayLike<number>,
  colourOf: (index: number) => string,
  shown: (index: number) => boolean,
  size: string,
): void {
  const count = data.length / 2;
  const small = size === 'card' || Math.min(width, height) < 220;
  const radius = small ? 1.4 : count > 5000 ? 1.8 : 2.4;
  // One path a colour: thousands of points are drawn in a millisecond.
  const paths = new Map<string, Path2D>();
  for (let i = 0; i < count; i++) {
    if (!shown(i)) continue;
    const [x, y] = toPixel(data[2 * i]!, data[2 * i + 1]!);
    if (!(x > -4 && y > -4 && x < width + 4 && y < height + 4)) continue;
    const colour = colourOf(i);
    let path = paths.get(colour);
    if (!path) paths.set(colour, (path = new Path2D()));
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.globalAlpha = 0.8;
  for (const [colour, path] of paths) {
    context.fillStyle = colour;
    context.fill(path);
  }
  context.globalAlpha = 1;
}

function nameClass(
  { context, colour }: Pen,
  { toPixel }: Projection,
  middle: readonly number[],
  name: string,
) {
  const [x, y] = toPixel(middle[0]!, middle[1]!);
  context.font = `600 15px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = colour('--surface');
  context.strokeText(name, x, y);
  context.fillStyle = colour('--text');
  context.fillText(name, x, y);
}

function ring({ context, colour }: Pen, { toPixel }: Projection, data: ArrayLike<number>, index: number) {
  const [x, y] = toPixel(data[2 * index]!, data[2 * index + 1]!);
  context.beginPath();
  context.arc(x, y, 6, 0, 2 * Math.PI);
  context.strokeStyle = colour('--text');
  context.lineWidth = 1.5;
  context.stroke();
}
