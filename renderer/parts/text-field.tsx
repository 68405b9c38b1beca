import { useId, useState, type KeyboardEvent, type Ref } from 'react';
import { classes } from './classes.ts';
import { BOX, FieldRow } from './field.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** What is wrong with a text, before it is taken; `null` where nothing is. */
  readonly check?: (text: string) => string | null;
  /** The text, when the person is done with it: Enter, or leaving the field. */
  readonly onCommit: (text: string) => void;
  /** `bare`: the box alone. `tall`: several lines; Enter makes a new one. `words`: one text that may be long; Enter takes it. */
  readonly look?: 'row' | 'bare' | 'tall' | 'words';
  readonly className?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A text; Escape takes back what was typed. */
export function TextField(props: TextFieldProps) {
  const { label, value, placeholder, disabled, check, onCommit, look = 'row', className, ref } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const problem = typed === null ? null : (check?.(typed) ?? null);

  function take() {
    if (typed !== null && typed !== value && problem === null) onCommit(typed);
    setTyped(null);
  }

  const box = {
    id,
    placeholder,
    disabled,
    autoComplete: 'off',
    spellCheck: false,
    value: typed ?? value,
    'aria-label': look === 'row' ? undefined : label,
    'aria-invalid': problem !== null || undefined,
    'aria-describedby': problem === null ? undefined : `${id}-problem`,
    onBlur: take,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (look !== 'tall' || event.ctrlKey || event.metaKey)) {
        if (event.nativeEvent.isComposing) return;
        if (look === 'words') event.preventDefault();
        take();
      } else if (event.key === 'Escape' && typed !== null) {
        event.stopPropagation();
        setTyped(null);
      }
    },
  } as const;

  const said = problem !== null && (
    <p id={`${id}-problem`} role="alert" className="text-small text-bad">
      {problem}
    </p>
  );
  if (look === 'tall' || look === 'words')
    return (
      <>
        <textarea
          {...box}
          rows={3}
          onChange={(event) => setTyped(event.target.value)}
          className={classes(BOX, 'h-auto py-1.5', className)}
        />
        {said}
      </>
    );
  const input = (
    <input
      {...box}
      ref={ref}
      onChange={(event) => setTyped(event.target.value)}
      className={classes(BOX, className)}
    />
  );
  if (look === 'bare')
    return (
      <>
        {input}
        {said}
      </>
    );
  return (
    <FieldRow
      problem={problem}
      problemId={`${id}-problem`}
      label={
        <label htmlFor={id} className="truncate text-muted">
          {label}
        </label>
      }
    >
      {input}
    </FieldRow>
  );
}
