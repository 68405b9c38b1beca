/** Numbers to write at an axis: round ones, about as many as asked, within the range. */
export function ticksOf(low: number, high: number, about: number): readonly number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span) || about < 1) return [];
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((part) => part * power).find((one) => one >= rough * (1 - 1e-9))!;
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * span; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** From numbers to pixels along one axis. */
export interface Scale {
  readonly toPixel: (value: number) => number;
  readonly toValue: (pixel: number) => number;
}

/** `low` stands at pixel `from`, `high` at pixel `to`. */
export function linear(low: number, high: number, from: number, to: number): Scale {
  const gain = (to - from) / (high - low || 1);
  return {
    toPixel: (value) => from + (value - low) * gain,
    toValue: (pixel) => low + (pixel - from) / gain,
  };
}
