import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { tickText } from '../language/numbers.ts';
import { usePlot, writtenAxis } from '../parts/use-plot.ts';
import { useThemeSeen } from '../theme/use-theme-seen.ts';
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

  const place = usePlot(form, () => optionsOf(newest), data);
  return <div ref={place} className="size-full min-h-0 overflow-hidden" />;
}

type Newest = { readonly current: LinePlotProps };

function optionsOf(newest: Newest): Omit<uPlot.Options, 'width' | 'height'> {
  const { lines, axis, size } = newest.current;
  const written: uPlot.Axis = {
    ...writtenAxis(),
    show: size === 'dock',
    values: (_plot, ticks) => ticks.map((tick) => (tick === null ? '' : tickText(tick))),
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
