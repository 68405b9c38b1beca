import { setCanvas } from './canvas-state.ts';

interface NameInputProps {
  readonly label: string;
  readonly title: string;
  readonly onName: (name: string) => void;
}

/** Where something on the canvas gets its name typed, until Enter or Escape. */
export function NameInput({ label, title, onName }: NameInputProps) {
  const done = (name: string | null) => {
    setCanvas({ renaming: null });
    if (name !== null && name.trim() !== title) onName(name);
  };
  return (
    <input
      aria-label={label}
      defaultValue={title}
      ref={(input) => {
        // React Flow takes the focus back to the card once, after the click that opened this.
        requestAnimationFrame(() => input?.select());
      }}
      className="card-name nodrag nopan"
      onBlur={(event) => done(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.currentTarget.value = title;
          done(null);
        }
      }}
    />
  );
}
