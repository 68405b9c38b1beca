import { CircleAlert, CircleCheck } from 'lucide-react';
import { runCommand } from '../commands/registry.ts';
import { useTexts } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { countText } from '../language/numbers.ts';
import { statusTexts } from './status-texts.ts';

interface ModelStatusProps {
  /** Weights of the model on the canvas; `null` where nobody knows yet. */
  readonly weights: number | null;
  readonly errors: number;
  readonly warnings: number;
}

/** How large the model is, what is wrong with it, and which docks are open. */
export function ModelStatus({ weights, errors, warnings }: ModelStatusProps) {
  const t = useTexts(statusTexts);
  const problems = errors + warnings;
  const Icon = problems > 0 ? CircleAlert : CircleCheck;
  return (
    <>
      {weights !== null && (
        <span className="px-2">{t('weights', { count: weights, number: countText(weights) })}</span>
      )}
      <button
        type="button"
        onClick={() => void runCommand('show-problems')}
        className={classes(
          'flex h-full items-center gap-1.5 px-2 transition-colors hover:bg-hover hover:text-text',
          errors > 0 ? 'text-bad' : warnings > 0 && 'text-accent',
        )}
      >
        <Icon size={12} aria-hidden />
        {problems > 0 ? t('problems', { count: problems }) : t('noProblems')}
      </button>
      <span className="ml-1 flex">
        {(['left', 'bottom', 'right'] as const).map((dock) => (
          <CommandButton key={dock} id={`toggle-${dock}-dock`} show="icon" side="top" className="size-6!" />
        ))}
      </span>
    </>
  );
}
