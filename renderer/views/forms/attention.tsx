import { useCallback, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { Measured } from '../../../nodes/finding.ts';
import { measuredText } from '../../language/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { laySquares, squareAt, type Margins, type Squares } from '../attention-squares.ts';
import { Drawing, type Pen } from '../drawing.tsx';
import { fieldPixels } from '../field.ts';
import { defineForm, type FormProps, type PictureOf } from '../form.ts';
import { viewsTexts } from '../views-texts.ts';

export default defineForm({
  form: 'attention',
  aspect: ({ shares: { shape } }) => {
    const [heads, from, to] = sizesOf(shape);
    const columns = Math.ceil(Math.sqrt(heads));
    return (columns * to) / (Math.ceil(heads / columns) * from) || 1;
  },
  Drawn: Attention,
});

/** A cell of this height (CSS pixels) has room for its name. */
const NAMED = 9;
/** Room for the word above a square. */
const HEADING = 15;

/** A square for each head: a row for each place that looks, a column for each that is looked at, the lighter the more. */
function Attention({ picture, size, label }: FormProps<'attention'>) {
  const t = useTexts(viewsTexts);
  const sizes = sizesOf(picture.shares.shape);
  const squares = useRef<Squares | null>(null);
  const [under, setUnder] = useState<readonly [number, number, number] | null>(null);
  const { grounds, most } = useMemo(() => groundsOf(picture.shares), [picture]);
  const draw = useCallback(
    (pen: Pen) => {
      squares.current = drawAttention(
        pen,
        picture,
        grounds,
        size === 'dock' ? (head) => t('head', { head }) : null,
      );
    },
    [picture, grounds, size, t],
  );

  const follow = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!squares.current) return;
    const box = event.currentTarget.getBoundingClientRect();
    const zoom = box.width / event.currentTarget.clientWidth || 1;
    const [x, y] = [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
    setUnder(squareAt(squares.current, sizes, x, y));
  };

  const { shares, heads, from, to } = picture;
  const nameOf = (names: readonly string[] | undefined, place: number) => names?.[place] ?? String(place + 1);
  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="min-h-0 flex-1">
        <Drawing draw={draw} label={label} onPointerMove={follow} onPointerLeave={() => setUnder(null)} />
      </div>
      <p className="truncate px-1 pt-1 text-center text-small text-muted tabular-nums">
        {under === null
          ? t('mostAttention', { share: measuredText(most, 2) })
          : t('attends', {
              head: heads[under[0]]!,
              from: nameOf(from, under[1]),
              to: nameOf(to, under[2]),
              share: measuredText(shares.data[(under[0] * sizes[1] + under[1]) * sizes[2] + under[2]]!, 2),
            })}
      </p>
    </div>
  );
}

const sizesOf = (shape: readonly number[]): readonly [number, number, number] => [
  shape[0] ?? 0,
  shape[1] ?? 0,
  shape[2] ?? 0,
];

/** The coloured cells of each head, one pixel each, and the largest share of all, which is the lightest. */
function groundsOf({ shape, data }: Measured) {
  const [heads, from, to] = sizesOf(shape);
  const most = (data as Float32Array).reduce((high, share) => Math.max(high, share), 0);
  const grounds = Array.from({ length: heads }, (_, head) => {
    const canvas = document.createElement('canvas');
    canvas.width = to;
    canvas.height = from;
    const square = { shape: [from, to], data: data.subarray(head * from * to, (head + 1) * from * to) };
    const pixels = fieldPixels(square as Measured, [0, most]);
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, to, from), 0, 0);
    return canvas;
  });
  return { grounds, most };
}

/** @param titleOf a head, where there is room for words */
function drawAttention(
  pen: Pen,
  picture: PictureOf<'attention'>,
  grounds: readonly HTMLCanvasElement[],
  titleOf: ((head: number) => string) | null,
): Squares {
  const { context, width, height, colour } = pen;
  const sizes = sizesOf(picture.shares.shape);
  const family = getComputedStyle(context.canvas).fontFamily;
  const laidWith = (margins: Margins) => ({ margins, squares: laySquares(sizes, width, height, margins) });
  const named = titleOf && laidWith(roomFor(pen, picture, family));
  // Names too small to read take no room.
  const readable = named !== null && named.squares.cell >= NAMED;
  const { margins, squares } = readable ? named : laidWith({ left: 0, top: titleOf ? HEADING : 0 });
  context.imageSmoothingEnabled = false;
  for (const [head, ground] of grounds.entries()) {
    const [left, top] = squares.cornerOf(head);
    context.drawImage(ground, left, top, squares.width, squares.height);
    if (!titleOf) continue;
    context.fillStyle = colour('--muted');
    context.font = `11px ${family}`;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    context.fillText(
      titleOf(picture.heads[head]!),
      left + squares.width / 2,
      top - margins.top + HEADING - 2,
    );
    if (readable) writeNames(pen, picture, squares, left, top);
  }
  return squares;
}

const nameFont = (size: number): string => `${size}px ui-monospace, monospace`;

/** Room for the names at the left and above, and for the head's word above them. */
function roomFor({ context }: Pen, { from, to }: PictureOf<'attention'>, family: string): Margins {
  context.font = nameFont(11);
  const longest = (names: readonly string[] | undefined) =>
    Math.max(0, ...(names ?? []).map((name) => context.measureText(name).width));
  const [beside, above] = [longest(from), longest(to)];
  context.font = `11px ${family}`;
  return {
    left: beside === 0 ? 0 : beside + 6,
    top: HEADING + (above === 0 ? 0 : above > 14 ? above + 6 : 14),
  };
}

/** What the rows and the columns are called; long names above stand on end. */
function writeNames(
  { context, colour }: Pen,
  { from, to }: PictureOf<'attention'>,
  { cell }: Squares,
  left: number,
  top: number,
): void {
  context.font = nameFont(Math.min(11, Math.floor(cell)));
  context.fillStyle = colour('--text');
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const [row, name] of (from ?? []).entries())
    context.fillText(name, left - 4, top + (row + 0.5) * cell);
  const flat = Math.max(0, ...(to ?? []).map((name) => context.measureText(name).width)) <= 14;
  for (const [column, name] of (to ?? []).entries()) {
    context.save();
    context.translate(left + (column + 0.5) * cell, top - 4);
    if (!flat) context.rotate(-Math.PI / 2);
    context.textAlign = flat ? 'center' : 'left';
    context.textBaseline = flat ? 'bottom' : 'middle';
    context.fillText(name, 0, 0);
    context.restore();
  }
}
