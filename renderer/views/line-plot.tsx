import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatValue } from '../language/numbers.ts';
import { tokenColour, useThemeSeen } from '../theme/use-theme-seen.ts';
import type { PictureSize } from './form.ts';
import { columnsOf, reachOf } from './lines.ts';

interface DrawnLine {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
  /** Whether its numbers stand at the right. */
  readonly right: boolean;
}

interface LinePlotProps {
  readonly at: readonly number[];
  readonly lines: readonly DrawnLine[];
  /** Name of the axis below. */
  readonly axis: string;
  readonly size: PictureSize;
  /** Which place of x stands under the pointer; `null` when it has gone. */
  readonly onRead: (index: number | null) => void;
}

/** Lines over one x with uPlot, with gaps where there is no number. Loaded with the first picture of this form. */
export default function LinePlot(props: LinePlotProps) {
  const { at, lines, axis, size } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const newest = useRef(props);
  newest.current = props;
  const theme = useThemeSeen();
  // uPlot is made anew when anything but numbers changes.
  const form = JSON.stringify([
    lines.map(({ name, colour, right }) => [name, colour, right]),
    axis,
    size,
    theme,
  ]);
  const data = useMemo<uPlot.AlignedData>(() => columnsOf(at, lines), [at, lines]);

  useEffect(() => {
    const element = place.current!;
    const room = () => ({ width: element.clientWidth, height: element.clientHeight });
    const plot = new uPlot({ ...optionsOf(newest), ...room() }, data, element);
    chart.current = plot;
    const sized = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.setSize(room());
    });
    sized.observe(element);
    return () => {
      sized.disconnect();
      plot.destroy();
      chart.current = null;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- numbers follow in the effect below
  }, [form]);

  useEffect(() => {
    const frame = requestAnimationFrame(() => chart.current?.setData(data));
    return () => cancelAnimationFrame(frame);
  }, [data]);

  return <div ref={place} className="size-full min-h-0 overflow-hidden" />;
}

type Newest = { readonly current: LinePlotProps };

function optionsOf(newest: Newest): Omit<uPlot.Options, 'width' | 'height'> {
  const { lines, axis, size } = newest.current;
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const written: uPlot.Axis = {
    stroke: tokenColour('--muted'),
    font,
    labelFont: font,
    grid: { stroke: tokenColour('--hairline'), width: 1 },
    ticks: { show: false },
    gap: 4,
    show: size === 'dock',
    values: (_plot, ticks) => ticks.map((tick) => (tick === null ? '' : formatTick(tick))),
  };
  const scaleOf = ({ right }: DrawnLine) => (right ? 'right' : 'y');
  const rangeOf = (scale: string) => (plot: uPlot) =>
    reachOf(plot.data.slice(1).filter((_, i) => plot.series[i + 1]!.scale === scale));
  return {
    legend: { show: false },
    padding: size === 'dock' ? [8, 10, 0, 0] : [2, 2, 2, 2],
    cursor: { show: size === 'dock', drag: { x: false, y: false }, points: { size: 6 } },
    scales: {
      x: { time: false },
      y: { range: rangeOf('y') },
      ...(lines.some(({ right }) => right) ? { right: { range: rangeOf('right') } } : {}),
    },
    axes: [
      { ...written, size: 20, label: axis, labelSize: 14, labelGap: 0 },
      ...(lines.every(({ right }) => right) ? [] : [{ ...written, scale: 'y', size: 42 }]),
      ...(lines.some(({ right }) => right)
        ? [{ ...written, scale: 'right', side: 1 as const, size: 36, grid: { show: false } }]
        : []),
    ],
    series: [
      {},
      ...lines.map((line): uPlot.Series => ({
        label: line.name,
        scale: scaleOf(line),
        stroke: line.colour,
        width: 1.75,
        points: { size: 4, fill: line.colour },
      })),
    ],
    hooks: {
      setCursor: [
        ({ cursor: { idx, left = -1 } }) => newest.current.onRead(left >= 0 ? (idx ?? null) : null),
      ],
    },
  };
}

/** Few digits: neighbours on an axis differ in the first ones. */
function formatTick(tick: number): string {
  const size = Math.abs(tick);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return formatValue(tick, 2);
  return String(Number(tick.toPrecision(4))).replace('-', '−');
}
