import { Slider as Base } from '@base-ui/react/slider';
import { classes } from './classes.ts';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly disabled?: boolean;
  /** The value in words, for those who hear it. */
  readonly words?: string;
  /** Places to be seen along the way. */
  readonly marks?: readonly number[];
  readonly onChange: (value: number) => void;
  readonly className?: string;
}

/** A value along a line: dragged, or moved with the arrow keys. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step, disabled, words, marks = [], onChange, className } = props;
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled ?? false}
      thumbAlignment="edge"
      onValueChange={onChange}
      className={classes('data-disabled:opacity-50', className)}
    >
      <Base.Control className="flex h-6 w-full touch-none items-center select-none">
        <Base.Track className="relative h-1 w-full rounded-full bg-hairline">
          <Base.Indicator className="rounded-full bg-accent" />
          {marks.map((mark) => (
            <span
              key={mark}
              aria-hidden
              className="absolute -top-0.5 h-2 w-px bg-outline"
              // The thumb is 12 pixels wide and stays within the track.
              style={{ left: `calc(6px + (100% - 12px) * ${(mark - min) / (max - min || 1)})` }}
            />
          ))}
          <Base.Thumb
            aria-label={label}
            {...(words === undefined ? {} : { getAriaValueText: () => words })}
            className="size-3 rounded-full border-2 border-surface bg-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
