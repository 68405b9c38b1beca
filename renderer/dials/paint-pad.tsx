import { Eraser } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { dialTexts } from './dial-texts.ts';
import {
  between,
  bytesOf,
  dab,
  filled,
  pictureOf,
  regionOf,
  type Canvas,
  type Cell,
  type Region,
} from './paint.ts';

interface PaintPadProps {
  readonly label: string;
  readonly canvas: Canvas;
  readonly numbers: readonly number[];
  /** When a stroke ends, or a region was chosen. */
  readonly onPaint: (numbers: readonly number[]) => void;
}

const WHITE = '#ffffff';
const ARROWS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A small picture that is drawn on with the pointer, or cell by cell with the keyboard; or a region is chosen by its name. */
export function PaintPad({ label, canvas, numbers, onPaint }: PaintPadProps) {
  const t = useTexts(dialTexts);
  const { rows, columns, channels, range } = canvas;
  const element = useRef<HTMLCanvasElement>(null);
  /** The picture while a stroke is drawn. */
  const [drawn, setDrawn] = useState<readonly number[] | null>(null);
  const [cursor, setCursor] = useState<Cell | null>(null);
  const [erasing, setErasing] = useState(false);
  const [colour, setColour] = useState(WHITE);
  const last = useRef<Cell | null>(null);
  const picture = drawn ?? pictureOf(canvas, numbers);

  useEffect(() => {
    const pen = element.current?.getContext('2d');
    if (!pen) return;
    pen.putImageData(new ImageData(bytesOf(canvas, picture), columns, rows), 0, 0);
  });

  const ink = erasing ? Array.from({ length: channels }, () => range[0]) : inkOf(colour, canvas);

  function cellAt({ clientX, clientY }: PointerEvent): Cell {
    const box = element.current!.getBoundingClientRect();
    const at = (part: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(part * count)));
    return {
      row: at((clientY - box.top) / box.height, rows),
      column: at((clientX - box.left) / box.width, columns),
    };
  }

  function strokeTo(cell: Cell) {
    const next = [...picture];
    for (const one of between(last.current ?? cell, cell)) dab(next, canvas, one, ink);
    last.current = cell;
    setDrawn(next);
  }

  function endStroke() {
    if (last.current === null || drawn === null) return;
    last.current = null;
    onPaint(drawn);
    setDrawn(null);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = ARROWS[event.key];
    const from = cursor ?? { row: Math.floor(rows / 2), column: Math.floor(columns / 2) };
    if (step) {
      const within = (place: number, count: number) => Math.max(0, Math.min(count - 1, place));
      setCursor({ row: within(from.row + step[0], rows), column: within(from.column + step[1], columns) });
    } else if (event.key === ' ' || event.key === 'Enter') {
      const next = [...picture];
      dab(next, canvas, from, ink);
      setCursor(from);
      onPaint(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const region = regionOf(canvas, picture);
  return (
    <div className="flex flex-col gap-1" role="group" aria-label={label}>
      <div className="relative w-full" style={{ aspectRatio: `${columns} / ${rows}` }}>
        <canvas
          ref={element}
          width={columns}
          height={rows}
          role="application"
          tabIndex={0}
          aria-label={
            cursor
              ? t('paintAt', { name: label, row: cursor.row + 1, column: cursor.column + 1 })
              : t('paintHow', { name: label })
          }
          className="block size-full touch-none rounded-control border border-hairline [image-rendering:pixelated]"
          style={{ cursor: 'crosshair' }}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setCursor(null);
            strokeTo(cellAt(event));
          }}
          onPointerMove={(event) => {
            if (last.current) strokeTo(cellAt(event));
          }}
          onPointerUp={endStroke}
          onPointerCancel={endStroke}
          onKeyDown={onKeyDown}
          onBlur={() => setCursor(null)}
        />
        {cursor && (
          <span
            aria-hidden
            className="pointer-events-none absolute border-2 border-accent"
            style={{
              left: `${(100 * cursor.column) / columns}%`,
              top: `${(100 * cursor.row) / rows}%`,
              width: `${100 / columns}%`,
              height: `${100 / rows}%`,
            }}
          />
        )}
      </div>
      <div className="flex items-center gap-1">
        <span className="min-w-0 flex-1">
          <Choice<Region | 'own'>
            look="bare"
            label={t('region')}
            value={region ?? 'own'}
            options={
              {
                ...(region === null ? { own: t('regionOwn') } : {}),
                nothing: t('regionNothing'),
                everything: t('regionEverything'),
                left: t('regionLeft'),
                right: t('regionRight'),
                upper: t('regionUpper'),
                lower: t('regionLower'),
                box: t('regionBox'),
              } as Record<Region | 'own', string>
            }
            onChange={(chosen) => {
              if (chosen !== 'own') onPaint(filled(canvas, chosen, inkOf(colour, canvas)));
            }}
          />
        </span>
        {channels === 3 && (
          <input
            type="color"
            aria-label={t('ink')}
            value={colour}
            onChange={(event) => setColour(event.target.value)}
            className="size-7 shrink-0 rounded-control border border-hairline bg-sunken p-0.5"
          />
        )}
        <IconButton
          label={t('erase')}
          icon={Eraser}
          aria-pressed={erasing}
          onClick={() => setErasing(!erasing)}
        />
      </div>
    </div>
  );
}

/** A colour as numbers of the picture; the brightest where it is grey. */
function inkOf(colour: string, { channels, range }: Canvas): readonly number[] {
  if (channels === 1) return [range[1]];
  return [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return range[0] + share * (range[1] - range[0]);
  });
}
