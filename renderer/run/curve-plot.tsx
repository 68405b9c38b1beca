import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { countText, measuredText, timeText, tickText } from '../language/numbers.ts';
import { usePlot, writtenAxis } from '../parts/use-plot.ts';
import { tokenColour, useThemeSeen } from '../theme/use-theme-seen.ts';
import { align } from './align.ts';
import type { PlotLine } from './curve-lines.ts';
import { yRange } from './y-range.ts';

/** How a line looks, and what it is called. */
export interface LineLook {
  readonly label: string;
  readonly colour: `--${string}`;
  readonly alpha: number;
  readonly width: number;
  readonly dashed: boolean;
  readonly dots: boolean;
}

interface CurvePlotProps {
  readonly lines: readonly PlotLine[];
  readonly lookOf: (line: PlotLine) => LineLook;
  readonly axis: 'step' | 'seconds';
  readonly xTitle: string;
  readonly logarithmic: boolean;
  /** What is shown of x; `null`: all. */
  readonly range: readonly [number, number] | null;
  /** Step that is on the screen elsewhere, to be marked. */
  readonly marked: number | null;
  readonly onZoom: (range: readonly [number, number] | null) => void;
  /** What stands under the pointer, in words; `null` when it has gone. */
  readonly onRead: (text: string | null) => void;
}

/** Curves over one x with uPlot. Dragging along x enlarges, a double click shows all. Loaded with the first curve. */
export default function CurvePlot(props: CurvePlotProps) {
  const { lines, lookOf, axis, xTitle, logarithmic, range, marked } = props;
  const newest = useRef(props);
  newest.current = props;
  const theme = useThemeSeen();
  const looks = lines.map(lookOf);
  // uPlot is made anew when anything but numbers changes.
  const form = JSON.stringify([looks, axis, xTitle, logarithmic, theme]);
  const data = useMemo(() => alignedFor(lines, logarithmic), [lines, logarithmic]);

  const place = usePlot(form, () => optionsOf(newest, looks), data, [range, marked]);
  return <div ref={place} className="size-full min-h-0 overflow-hidden" />;
}

const alignedFor = (lines: readonly PlotLine[], logarithmic: boolean): uPlot.AlignedData =>
  align(lines, (y) => Number.isFinite(y) && (!logarithmic || y > 0));

type Newest = { readonly current: CurvePlotProps };

function optionsOf(newest: Newest, looks: readonly LineLook[]): Omit<uPlot.Options, 'width' | 'height'> {
  const { axis, xTitle, logarithmic } = newest.current;
  const written = writtenAxis();
  return {
    legend: { show: false },
    // The last step is written below the end of its axis.
    padding: [8, 20, 0, 0],
    cursor: {
      drag: { x: true, y: false, setScale: false },
      sync: { key: 'curves', scales: ['x', null] },
      points: { size: 6 },
      dataIdx: (plot, series, index) => nearestDrawn(plot.data[series]!, index),
      bind: {
        dblclick: () => () => {
          newest.current.onZoom(null);
          return null;
        },
      },
    },
    scales: {
      x: {
        time: false,
        range: (_plot, low, high) => {
          const shown = newest.current.range;
          return shown ? [...shown] : [low ?? 0, high === low ? (high ?? 0) + 1 : (high ?? 1)];
        },
      },
      y: logarithmic
        ? { distr: 3 }
        : {
            range: (plot) => {
              const [first, last] = plot.series[0]!.idxs ?? [0, plot.data[0].length - 1];
              return [...yRange(plot.data.slice(1).map((column) => column.slice(first, last + 1)))];
            },
          },
    },
    axes: [
      {
        ...written,
        size: 20,
        label: xTitle,
        labelSize: 14,
        labelGap: 0,
        values: (_plot, ticks) => ticks.map((tick) => (axis === 'step' ? countText(tick) : timeText(tick))),
      },
      {
        ...written,
        size: 46,
        values: (_plot, ticks) => ticks.map((tick) => (tick === null ? '' : tickText(tick))),
      },
    ],
    series: [
      {},
      ...looks.map(({ label, colour, alpha, width, dashed, dots }): uPlot.Series => ({
        label,
        stroke: tokenColour(colour),
        alpha,
        width,
        ...(dashed ? { dash: [5, 4] } : {}),
        points: dots ? { show: true, size: 6, fill: tokenColour('--surface'), width: 1.5 } : { show: false },
      })),
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width > 4) newest.current.onZoom([plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')]);
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [(plot) => newest.current.onRead(readAt(plot, looks, newest.current.axis))],
      drawAxes: [(plot) => markStep(plot, newest.current.marked)],
    },
  };
}

/** The nearest index at which a curve has a point of its own. */
function nearestDrawn(column: ArrayLike<unknown>, index: number): number {
  const drawn = (i: number) => column[i] !== null && column[i] !== undefined;
  for (let away = 0; away < column.length; away++) {
    if (drawn(index - away)) return index - away;
    if (drawn(index + away)) return index + away;
  }
  return index;
}

/** `step 1,240: train 152 · held-out 150` */
function readAt(plot: uPlot, looks: readonly LineLook[], axis: 'step' | 'seconds'): string | null {
  const { idx, left = -1 } = plot.cursor;
  if (idx === null || idx === undefined || left < 0) return null;
  const x = plot.data[0][idx];
  if (x === undefined) return null;
  const values = looks.flatMap(({ label }, i) => {
    const y = plot.data[i + 1]?.[plot.cursor.idxs?.[i + 1] ?? idx];
    return label === '' || y === null || y === undefined ? [] : [`${label} ${measuredText(y, 4)}`];
  });
  return `${axis === 'step' ? countText(x) : timeText(x)}: ${values.join(' · ')}`;
}

function markStep(plot: uPlot, step: number | null): void {
  if (step === null) return;
  const x = Math.round(plot.valToPos(step, 'x', true)) + 0.5;
  const { left, top, width, height } = plot.bbox;
  if (x < left || x > left + width) return;
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = tokenColour('--accent');
  ctx.globalAlpha = 0.7;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
  ctx.restore();
}
