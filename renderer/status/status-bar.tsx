import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText, useTexts } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { useConnection } from '../state/connection.ts';
import { BackendStatus } from './backend-status.tsx';
import { EngineSilent } from './engine-silent.tsx';
import { statusTexts } from './status-texts.ts';

/** What computes and whether the machine is there; `children` say the rest of what is open. */
export function StatusBar({ children }: { readonly children?: ReactNode }) {
  const t = useTexts(statusTexts);
  return (
    <footer
      aria-label={t('bar')}
      className="flex h-7 shrink-0 items-center border-t border-hairline bg-surface pr-1 text-small text-muted"
    >
      <BackendStatus />
      <EngineSilent />
      <Connection />
      <span className="flex-1" />
      {children}
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
