import { useCallback, useMemo, useState, type PointerEvent } from 'react';
import { countText } from '../language/numbers.ts';
import { Drawing, type Pen } from './drawing.tsx';
import type { FormProps, PictureOf } from './form.ts';
import { imageAt, layOut, mosaicOf, pixelsOf, scaleToFit, type Layout } from './mosaic.ts';

/** A saved mosaic is enlarged until it is about this wide (pixels). */
const SAVED_WIDTH = 1200;
/** Room for the names of rows (CSS pixels). */
const GUTTER = 10;

interface Place {
  readonly left: number;
  readonly top: number;
  /** CSS pixels a pixel of the images. */
  readonly scale: number;
}

/** Images side by side; the one under the pointer is shown large, with its number. */
export function Images({ picture, size, label }: FormProps<'images'>) {
  const layout = useMemo(() => layOut(picture.images.shape, picture.columns), [picture]);
  const place = useMemo<{ now: Place | null }>(() => ({ now: null }), []);
  const [under, setUnder] = useState<{ readonly index: number; readonly right: boolean } | null>(null);

  const draw = useCallback(
    (pen: Pen) => {
      const { context } = pen;
      const gutter = drawnGutter(pen, picture, size);
      const [wide, high] = [(pen.width - gutter) * pen.density, pen.height * pen.density];
      const fits = scaleToFit(layout, wide, high);
      const scale = fits.scale / pen.density;
      const left = snap((pen.width + gutter - layout.width * scale) / 2, pen.density);
      const top = snap((pen.height - layout.height * scale) / 2, pen.density);
      place.now = { left, top, scale };
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      const bitmap = bitmapOf(picture, layout, fits.enlarged);
      context.drawImage(bitmap, left, top, layout.width * scale, layout.height * scale);
      if (gutter > 0) nameRows(pen, picture.rows!, layout, { left, top, scale });
    },
    [picture, layout, size, place],
  );

  const follow = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!place.now) return;
    const { left, top, scale } = place.now;
    const box = event.currentTarget.getBoundingClientRect();
    // Under a zoomed canvas the box is larger or smaller than what was drawn.
    const zoom = box.width / event.currentTarget.clientWidth || 1;
    const [x, y] = [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
    const index = imageAt(layout, (x - left) / scale, (y - top) / scale);
    setUnder(index === null ? null : { index, right: x < event.currentTarget.clientWidth / 2 });
  };

  return (
    <div className="relative size-full">
      <Drawing draw={draw} label={label} onPointerMove={follow} onPointerLeave={() => setUnder(null)} />
      {under && <Enlarged picture={picture} {...under} size={size} />}
    </div>
  );
}

interface EnlargedProps {
  readonly picture: PictureOf<'images'>;
  readonly index: number;
  /** On which side it stands, away from the pointer. */
  readonly right: boolean;
  readonly size: FormProps<'images'>['size'];
}

function Enlarged({ picture, index, right, size }: EnlargedProps) {
  const [count = 0, height = 1, width = 1] = picture.images.shape;
  const row = picture.rows?.[Math.floor(index / picture.columns)];
  const number = picture.rows ? (index % picture.columns) + 1 : index + 1;
  const last = picture.rows ? picture.columns : count;
  return (
    <div
      className={`pointer-events-none absolute top-1 z-10 rounded-control bg-raised p-1 shadow-float ${right ? 'right-1' : 'left-1'}`}
    >
      <canvas
        data-pixels
        aria-hidden
        width={width}
        height={height}
        style={{ width: size === 'dock' ? 112 : 84 }}
        ref={(canvas) => {
          const context = canvas?.getContext('2d');
          context?.putImageData(new ImageData(pixelsOf(picture, index), width, height), 0, 0);
        }}
      />
      <p className="text-center text-small text-muted">
        {row && <i className="mr-1 font-serif text-text">{row}</i>}
        {countText(number)} / {countText(last)}
      </p>
    </div>
  );
}

/** The mosaic by itself, enlarged without smoothing, to be saved. */
export function savedImages(picture: PictureOf<'images'>): HTMLCanvasElement {
  const layout = layOut(picture.images.shape, picture.columns);
  return bitmapOf(picture, layout, Math.max(1, Math.floor(SAVED_WIDTH / layout.width)));
}

/** Width divided by height of a mosaic. */
export function aspectOfImages({ images, columns }: PictureOf<'images'>): number {
  const { width, height } = layOut(images.shape, columns);
  return width / height || 1;
}

/** Mosaics that were made already, by how far they are enlarged: a picture is drawn again whenever its place changes. */
const bitmaps = new WeakMap<PictureOf<'images'>, Map<number, HTMLCanvasElement>>();

function bitmapOf(picture: PictureOf<'images'>, layout: Layout, enlarged: number): HTMLCanvasElement {
  let sizes = bitmaps.get(picture);
  if (!sizes) bitmaps.set(picture, (sizes = new Map()));
  const made = sizes.get(enlarged);
  if (made) return made;
  const canvas = document.createElement('canvas');
  canvas.width = layout.width * enlarged;
  canvas.height = layout.height * enlarged;
  const context = canvas.getContext('2d')!;
  if (enlarged === 1) {
    const pixels = new ImageData(mosaicOf(picture, layout), layout.width, layout.height);
    context.putImageData(pixels, 0, 0);
  } else {
    context.imageSmoothingEnabled = false;
    context.drawImage(bitmapOf(picture, layout, 1), 0, 0, canvas.width, canvas.height);
  }
  sizes.set(enlarged, canvas);
  return canvas;
}

const snap = (length: number, density: number): number => Math.round(length * density) / density;

const rowFont = 'italic 13px KaTeX_Math, "Times New Roman", serif';

/** Width that the names of rows take at the left. */
function drawnGutter({ context, width }: Pen, { rows }: PictureOf<'images'>, size: 'card' | 'dock'): number {
  if (!rows || (size === 'card' && width < 200)) return 0;
  context.font = rowFont;
  return Math.max(...rows.map((row) => context.measureText(row).width)) + GUTTER;
}

function nameRows({ context, colour }: Pen, rows: readonly string[], layout: Layout, place: Place): void {
  context.font = rowFont;
  context.fillStyle = colour('--muted');
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const row = layout.height / layout.rows;
  for (const [index, name] of rows.entries())
    context.fillText(name, place.left - GUTTER / 2 - 2, place.top + (index + 0.5) * row * place.scale);
}
