import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { useTexts } from '../language/texts.ts';
import { classes } from './classes.ts';
import { BOX } from './field.tsx';
import { partsTexts } from './parts-texts.ts';

interface SearchFieldProps {
  /** What is searched. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly className?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** Narrows a list while it is typed in; Escape empties it. */
export function SearchField({ label, value, onChange, onKeyDown, className, ref }: SearchFieldProps) {
  const t = useTexts(partsTexts);
  return (
    <div role="search" className={classes('relative flex items-center', className)}>
      <Search size={14} className="pointer-events-none absolute left-2 text-muted" aria-hidden />
      <input
        ref={ref}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            onChange('');
          } else onKeyDown?.(event);
        }}
        className={classes(BOX, 'px-7 placeholder:text-muted')}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={t('clear')}
          onClick={() => onChange('')}
          className="absolute right-1 flex size-5 items-center justify-center rounded-control text-muted hover:text-text"
        >
          <X size={12} aria-hidden />
        </button>
      )}
    </div>
  );
}
