import { useEffect, useRef, type RefObject } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { tokenColour } from '../theme/use-theme-seen.ts';

/**
 * Keeps a uPlot alive in an element, as large as the element is.
 * @param form when it changes, uPlot is made anew; all else follows as numbers, at most once a frame
 * @param optionsOf how it looks, asked when it is made
 * @param seen what is drawn beside the numbers; it is drawn again when one of them changes
 * @returns belongs to the element
 */
export function usePlot(
  form: string,
  optionsOf: () => Omit<uPlot.Options, 'width' | 'height'>,
  data: uPlot.AlignedData,
  seen: readonly unknown[] = [],
): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);

  useEffect(() => {
    const element = place.current!;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const plot = new uPlot({ ...optionsOf(), ...size() }, data, element);
    chart.current = plot;
    const sized = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.setSize(size());
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
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is seen has as many things each time
  }, [data, ...seen]);

  return place;
}

/** An axis in the words and colours of the window. */
export function writtenAxis(): uPlot.Axis {
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  return {
    stroke: tokenColour('--muted'),
    font,
    labelFont: font,
    grid: { stroke: tokenColour('--hairline'), width: 1 },
    ticks: { show: false },
    gap: 4,
  };
}
