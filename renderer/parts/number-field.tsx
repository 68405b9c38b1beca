import { RotateCcw } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTexts } from '../language/texts.ts';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import { BOX, FieldRow } from './field.tsx';
import { exactText } from '../language/numbers.ts';
import { partsTexts } from './parts-texts.ts';
import { moved, readNumber, within, type NumberRange } from './scrub.ts';

export interface NumberFieldProps extends NumberRange {
  readonly label: string;
  readonly value: number;
  readonly unit?: string | undefined;
  readonly disabled?: boolean;
  /** At every change, also in the middle of a gesture. */
  readonly onChange: (value: number) => void;
  /** At the end of a gesture: a scrub, a typed value, a key let go. */
  readonly onSettle?: (() => void) | undefined;
  /** Puts the default back; absent where the value is the default. */
  readonly onReset?: (() => void) | undefined;
}

/** Pixels of a scrub to a notch. */
const PIXELS = 4;

/**
 * A number: its label is dragged to scrub, arrow keys move it (Shift: ten notches, Alt: a tenth), and it can be typed,
 * `1e-4` too. The wheel leaves it alone.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, integer, step, unit, disabled, onChange, onSettle, onReset } = props;
  const t = useTexts(partsTexts);
  const id = useId();
  const range: NumberRange = { min, max, integer, step };
  const [typed, setTyped] = useState<string | null>(null);
  const problem = typed === null ? null : problemOf(typed, range, t);
  const turn = (next: number) => {
    if (next !== value) onChange(next);
  };

  function takeTyped() {
    const read = typed === null ? null : readNumber(typed);
    if (typed !== null && problem === null && read !== null) turn(within(read, range));
    setTyped(null);
    onSettle?.();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0) {
      event.preventDefault();
      setTyped(null);
      turn(moved(value, direction * (event.shiftKey ? 10 : 1) * (event.altKey && !integer ? 0.1 : 1), range));
    } else if (event.key === 'Enter') takeTyped();
    else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
  }

  return (
    <FieldRow
      problem={problem}
      problemId={`${id}-problem`}
      label={
        <ScrubLabel
          htmlFor={id}
          text={label}
          value={value}
          range={range}
          disabled={disabled ?? false}
          onScrub={turn}
          onSettle={onSettle}
        />
      }
    >
      <span className="flex items-center gap-1">
        {onReset && (
          <IconButton label={t('resetPlain')} icon={RotateCcw} onClick={onReset} className="size-6" />
        )}
        <span className="relative min-w-0 flex-1">
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            role="spinbutton"
            aria-valuenow={decimal(value)}
            aria-valuemin={decimal(min)}
            aria-valuemax={decimal(max)}
            aria-invalid={problem !== null || undefined}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
            disabled={disabled}
            value={typed ?? exactText(value)}
            onChange={(event) => setTyped(event.target.value)}
            onFocus={(event) => event.target.select()}
            onBlur={takeTyped}
            onKeyDown={onKeyDown}
            onKeyUp={(event) => {
              if (event.key === 'ArrowUp' || event.key === 'ArrowDown') onSettle?.();
            }}
            // On a card there is hardly room for a small rate.
            className={classes(BOX, 'pl-1 text-right', unit !== undefined && 'pr-9')}
          />
          {unit !== undefined && (
            <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-small text-muted">
              {unit}
            </span>
          )}
        </span>
      </span>
    </FieldRow>
  );
}

function problemOf(
  typed: string,
  { min, max, integer }: NumberRange,
  t: (key: 'noNumber' | 'noWhole' | 'outside', values?: Record<string, string>) => string,
): string | null {
  if (/^\s*[-+−.]?\s*$/.test(typed)) return null;
  const read = readNumber(typed);
  if (read === null) return t('noNumber', { typed });
  if (integer && !Number.isInteger(read)) return t('noWhole');
  if (read < min || read > max)
    return t('outside', { min: exactText(min), max: exactText(max), typed: exactText(read) });
  return null;
}

interface ScrubLabelProps {
  readonly htmlFor: string;
  readonly text: string;
  readonly value: number;
  readonly range: NumberRange;
  readonly disabled: boolean;
  readonly onScrub: (value: number) => void;
  readonly onSettle: (() => void) | undefined;
}

/** The name of a number, dragged sideways to change it. */
function ScrubLabel({ htmlFor, text, value, range, disabled, onScrub, onSettle }: ScrubLabelProps) {
  const label = useRef<HTMLLabelElement>(null);
  const newest = useRef({ value, onScrub, onSettle });
  useEffect(() => {
    newest.current = { value, onScrub, onSettle };
  });
  const scrub = useRef<{ readonly x: number; readonly from: number; moved: boolean } | null>(null);
  return (
    <label
      ref={label}
      htmlFor={htmlFor}
      className={classes(
        'truncate text-muted select-none',
        !disabled && 'cursor-ew-resize touch-none hover:text-text',
      )}
      onPointerDown={(event) => {
        if (disabled || event.button !== 0) return;
        label.current?.setPointerCapture(event.pointerId);
        scrub.current = { x: event.clientX, from: newest.current.value, moved: false };
      }}
      onPointerMove={(event) => {
        const gesture = scrub.current;
        if (!gesture) return;
        const notches = Math.round((event.clientX - gesture.x) / PIXELS);
        if (notches === 0 && !gesture.moved) return;
        gesture.moved = true;
        newest.current.onScrub(moved(gesture.from, notches * (event.shiftKey ? 10 : 1), range));
      }}
      onPointerUp={() => {
        if (scrub.current?.moved) newest.current.onSettle?.();
      }}
      onLostPointerCapture={() => {
        scrub.current = null;
      }}
      onClick={(event) => {
        // A drag ends in a click, which would put the cursor into the box.
        if (scrub.current?.moved) event.preventDefault();
      }}
    >
      {text}
    </label>
  );
}

/** A number as ARIA takes it, without an exponent. React's types know numbers only, and would write `1e-7`. */
const decimal = (value: number): number | undefined =>
  Number.isFinite(value)
    ? (value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) as never)
    : undefined;
