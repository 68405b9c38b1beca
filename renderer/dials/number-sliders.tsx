import { measuredText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { Slider } from '../parts/slider.tsx';
import { dialTexts } from './dial-texts.ts';

interface NumberSlidersProps {
  readonly label: string;
  readonly count: number;
  readonly range: readonly [number, number];
  readonly numbers: readonly number[];
  readonly onSlide: (numbers: readonly number[]) => void;
}

/** Steps of a slider from end to end. */
const STEPS = 200;

/** A few numbers, each along a line. */
export function NumberSliders({ label, count, range, numbers, onSlide }: NumberSlidersProps) {
  const t = useTexts(dialTexts);
  const now = Array.from({ length: count }, (_, i) => numbers[numbers.length === 1 ? 0 : i] ?? 0);
  const least = Math.min(range[0], ...now);
  const most = Math.max(range[1], ...now);
  return (
    <div role="group" aria-label={label} className="flex flex-col">
      {now.map((value, i) => (
        <div key={i} className="grid grid-cols-[minmax(0,1fr)_2.75rem] items-center gap-2">
          <Slider
            label={count === 1 ? label : t('numberOf', { name: label, number: i + 1 })}
            words={measuredText(value)}
            min={least}
            max={most}
            step={(range[1] - range[0]) / STEPS}
            value={value}
            onChange={(next) => onSlide(now.map((other, j) => (j === i ? next : other)))}
          />
          <span className="text-right text-small text-muted tabular-nums">{measuredText(value)}</span>
        </div>
      ))}
    </div>
  );
}
