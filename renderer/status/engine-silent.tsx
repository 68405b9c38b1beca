import { textOf } from '../../nodes/alphabet/problem.ts';
import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../language/texts.ts';
import { notifyProblem } from '../parts/notify.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { useRun } from '../state/run.ts';
import { machine } from '../state/studio.ts';
import { statusTexts } from './status-texts.ts';

/** That the engine may hang, and a way to start it again. Silent while it answers. */
export function EngineSilent() {
  const t = useTexts(statusTexts);
  const silent = useRun(({ engine }) => engine?.silent === true);
  const [restarting, setRestarting] = useState(false);
  if (!silent) return null;
  const restart = () => {
    setRestarting(true);
    void machine()
      .call('restartEngine', {})
      .catch((error: unknown) => notifyProblem(textOf(error)))
      .finally(() => setRestarting(false));
  };
  return (
    <Tooltip side="top" text={t('silentDetail')}>
      <span role="alert" className="flex h-full items-center gap-1.5 px-2 text-bad">
        <Hourglass size={12} aria-hidden />
        {t('silent')}
        <button
          type="button"
          disabled={restarting}
          onClick={restart}
          className="rounded-control px-1.5 font-medium underline underline-offset-2 hover:bg-hover"
        >
          {t('restart')}
        </button>
      </span>
    </Tooltip>
  );
}
