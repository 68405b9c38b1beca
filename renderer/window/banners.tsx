import { textOf } from '../../nodes/alphabet/problem.ts';
import { CloudOff, Eye, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { classes } from '../parts/classes.ts';
import { notifyProblem } from '../parts/notify.ts';
import { agoText } from '../language/numbers.ts';
import { useConnection } from '../state/connection.ts';
import { dropNotes, dropOffered, takeOffered, takeOver, useProject } from '../state/project.ts';
import { useModel } from '../state/training.ts';
import { windowTexts } from './window-texts.ts';

/** What a person must know about the project and the machine, above everything else. */
export function Banners() {
  const t = useTexts(windowTexts);
  const text = useText();
  const { status, why } = useConnection();
  const { open, offered, notes } = useProject();
  const training = useModel()?.activity === 'training';
  const attempt = (deed: () => void | Promise<void>) => () => {
    void (async () => deed())().catch((error: unknown) => notifyProblem(textOf(error)));
  };
  return (
    <>
      {(status === 'away' || status === 'refused') && (
        <Banner icon={CloudOff} tone="bad">
          {status === 'refused' && why ? text(why) : t('away')} {training && t('trainingGoesOn')}
        </Banner>
      )}
      {open?.lookingOn && (
        <Banner
          icon={Eye}
          actions={
            <Button variant="solid" onClick={attempt(takeOver)}>
              {t('takeOver')}
            </Button>
          }
        >
          {t('lookingOn')}
        </Banner>
      )}
      {open && offered && !open.lookingOn && (
        <Banner
          icon={Info}
          actions={
            <>
              <Button onClick={dropOffered}>{t('dropOffered')}</Button>
              <Button variant="solid" onClick={attempt(takeOffered)}>
                {t('takeOffered')}
              </Button>
            </>
          }
        >
          {t('offered', { when: agoText(offered.at) })}
        </Banner>
      )}
      {open && notes.length > 0 && (
        <Banner icon={Info} actions={<Button onClick={dropNotes}>{t('understood')}</Button>}>
          {notes.map(text).join(' ')}
        </Banner>
      )}
    </>
  );
}

interface BannerProps {
  readonly icon: LucideIcon;
  readonly tone?: 'plain' | 'bad';
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const Banner = ({ icon: Icon, tone = 'plain', actions, children }: BannerProps) => (
  <div
    role="status"
    className={classes(
      'flex min-h-10 shrink-0 items-center gap-3 border-b border-hairline px-4 py-1.5',
      tone === 'bad' ? 'bg-bad-soft' : 'bg-accent-soft',
    )}
  >
    <Icon size={16} aria-hidden className={tone === 'bad' ? 'text-bad' : 'text-accent'} />
    <p className="min-w-0 flex-1">{children}</p>
    {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
  </div>
);
