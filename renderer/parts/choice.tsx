import { Select } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { classes } from './classes.ts';
import { BOX, FieldRow } from './field.tsx';
import { ITEM, POPUP } from './menu-look.ts';

interface ChoiceProps<Option extends string> {
  readonly label: string;
  readonly value: Option;
  /** What it may be: value → words. */
  readonly options: Readonly<Record<Option, string>>;
  readonly disabled?: boolean;
  readonly onChange: (value: Option) => void;
  /** `bare`: the box alone, its label only for those who hear it. */
  readonly look?: 'row' | 'bare';
}

/** One of a few. */
export function Choice<Option extends string>({
  label,
  value,
  options,
  disabled,
  onChange,
  look = 'row',
}: ChoiceProps<Option>) {
  const box = (
    <>
      <Select.Trigger
        // Its label names it in an effect, which may come a task later: until then it would be nameless.
        aria-label={label}
        className={classes(
          BOX,
          'flex cursor-default items-center justify-between gap-1 text-left select-none',
        )}
      >
        <Select.Value className="truncate" />
        <Select.Icon>
          <ChevronsUpDown size={12} className="text-muted" aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Select.Popup
            className={classes(POPUP, 'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto')}
          >
            <Select.List>
              {(Object.entries(options) as [Option, string][]).map(([option, words]) => (
                <Select.Item key={option} value={option} className={ITEM}>
                  <span className="flex w-4 shrink-0">
                    <Select.ItemIndicator>
                      <Check size={14} className="text-accent" aria-hidden />
                    </Select.ItemIndicator>
                  </span>
                  <Select.ItemText>{words}</Select.ItemText>
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </>
  );
  return (
    <Select.Root
      items={options}
      value={value}
      disabled={disabled ?? false}
      onValueChange={(next) => {
        if (next !== null && next !== value) onChange(next);
      }}
    >
      {look === 'bare' ? (
        box
      ) : (
        <FieldRow label={<Select.Label className="truncate text-muted">{label}</Select.Label>}>
          {box}
        </FieldRow>
      )}
    </Select.Root>
  );
}
