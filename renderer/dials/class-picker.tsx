import { useTexts } from '../language/texts.ts';
import { classes as names } from '../parts/classes.ts';
import { dialTexts } from './dial-texts.ts';

interface ClassPickerProps {
  readonly label: string;
  readonly classes: number;
  /** Those that are asked for, in turn; none for each in turn. */
  readonly chosen: readonly number[];
  readonly onChoose: (chosen: readonly number[]) => void;
}

const CHIP =
  'h-6 min-w-0 rounded-[4px] border border-hairline bg-sunken text-small tabular-nums hover:border-outline aria-pressed:border-accent aria-pressed:bg-accent-fill aria-pressed:text-on-accent';

/** Which classes are asked for: one, several that take turns, or all of them. */
export function ClassPicker({ label, classes, chosen, onChoose }: ClassPickerProps) {
  const t = useTexts(dialTexts);
  const toggled = (one: number) =>
    (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).toSorted(
      (a, b) => a - b,
    );
  return (
    <div role="group" aria-label={label} className="grid grid-cols-6 gap-0.5">
      <button
        type="button"
        aria-pressed={chosen.length === 0}
        title={t('allClassesHow')}
        className={names(CHIP, 'font-medium')}
        onClick={() => onChoose([])}
      >
        {t('allClasses')}
      </button>
      {Array.from({ length: classes }, (_, one) => (
        <button
          key={one}
          type="button"
          aria-pressed={chosen.includes(one)}
          className={CHIP}
          onClick={() => onChoose(toggled(one))}
        >
          {one}
        </button>
      ))}
    </div>
  );
}
