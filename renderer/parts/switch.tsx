import { Switch as Base } from '@base-ui/react/switch';
import { useId } from 'react';
import { FieldRow } from './field.tsx';

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, at once. */
export function Switch({ label, checked, disabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <FieldRow
      label={
        <span id={id} className="truncate text-muted">
          {label}
        </span>
      }
    >
      <Base.Root
        aria-labelledby={id}
        checked={checked}
        disabled={disabled ?? false}
        onCheckedChange={onChange}
        className="flex h-4 w-7 cursor-default items-center justify-self-end rounded-full border border-outline bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="size-2.5 rounded-full bg-outline transition-transform data-checked:translate-x-3 data-checked:bg-surface" />
      </Base.Root>
    </FieldRow>
  );
}
