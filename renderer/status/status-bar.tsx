import { CircleAlert, CircleCheck, Unplug } from 'lucide-react';
import { runCommand } from '../commands/registry.ts';
import { useText, useTexts } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { countText } from '../parts/number-text.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { useConnection } from '../state/connection.ts';
import { useProject } from '../state/project.ts';
import { BackendStatus } from './backend-status.tsx';
import { statusTexts } from './status-texts.ts';

interface StatusBarProps {
  /** Weights of the model on the canvas; `null` where nobody knows yet. */
  readonly weights: number | null;
  readonly problems: number;
}

/** What computes, how large the model is, what is wrong with it, and whether the machine is there. */
export function StatusBar({ weights, problems }: StatusBarProps) {
  const t = useTexts(statusTexts);
  const isOpen = useProject(({ open }) => open !== null);
  const Icon = problems > 0 ? CircleAlert : CircleCheck;
  return (
    <footer
      aria-label={t('bar')}
      className="flex h-7 shrink-0 items-center border-t border-hairline bg-surface pr-2 text-small text-muted"
    >
      <BackendStatus />
      <Connection />
      <span className="flex-1" />
      {isOpen && weights !== null && (
        <span className="px-2">{t('weights', { count: weights, number: countText(weights) })}</span>
      )}
      {isOpen && (
        <button
          type="button"
          onClick={() => void runCommand('show-problems')}
          className={classes(
            'flex h-full items-center gap-1.5 px-2 transition-colors hover:bg-hover hover:text-text',
            problems > 0 && 'text-bad',
          )}
        >
          <Icon size={12} aria-hidden />
          {problems > 0 ? t('problems', { count: problems }) : t('noProblems')}
        </button>
      )}
    </footer>
  );
}

/** Silent while all is well. */
function Connection() {
  const t = useTexts(statusTexts);
  const text = useText();
  const { status, why } = useConnection();
  if (status === 'connected') return null;
  const words = status === 'connecting' ? t('connecting') : t('away');
  return (
    <Tooltip side="top" text={why ? text(why) : t('awayDetail')}>
      <span
        role="status"
        tabIndex={0}
        className={classes('flex items-center gap-1.5 px-2', status !== 'connecting' && 'text-bad')}
      >
        <Unplug size={12} aria-hidden />
        {words}
      </span>
    </Tooltip>
  );
}
