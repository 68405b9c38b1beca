import { textOf } from '../../nodes/alphabet/problem.ts';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { ProjectCard } from '../../main/bridge/contract.ts';
import { useLanguage, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { notifyProblem } from '../parts/notify.ts';
import { agoText } from '../language/numbers.ts';
import { forgetProject } from '../state/gallery.ts';
import { homeTexts } from './home-texts.ts';
import { openRecent } from './open-from-home.ts';
import { Thumbnail } from './thumbnail.tsx';

/** A project that was open before. */
export function ProjectTile({ project }: { readonly project: ProjectCard }) {
  const t = useTexts(homeTexts);
  useLanguage();
  const [asking, setAsking] = useState(false);
  const { file, name, changed, draft, runs, thumbnail } = project;

  const forget = () => {
    setAsking(false);
    forgetProject(file).catch((error: unknown) => notifyProblem(textOf(error)));
  };
  return (
    <li className="group relative">
      <button
        type="button"
        onClick={() => openRecent(file)}
        className="flex w-full flex-col overflow-hidden rounded-card border border-hairline bg-surface text-left transition-colors hover:border-outline"
      >
        <Thumbnail of={thumbnail ? { file, changed } : null} alt="" className="aspect-2/1 w-full" />
        <span className="flex flex-col px-3 py-2">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">{name}</span>
            {draft && <span className="shrink-0 text-small text-accent">{t('draft')}</span>}
          </span>
          <span className="truncate text-small text-muted">
            {agoText(changed)} · {runs > 0 ? t('runs', { count: runs }) : t('noRuns')}
          </span>
        </span>
      </button>
      <button
        type="button"
        aria-label={t(draft ? 'forgetDraft' : 'forget', { name })}
        onClick={() => (draft ? setAsking(true) : forget())}
        className="absolute top-1.5 right-1.5 flex size-6 items-center justify-center rounded-control border border-hairline bg-surface text-muted opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 hover:text-text"
      >
        <X size={14} aria-hidden />
      </button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('forgetDraftTitle')}
        description={t('forgetDraftSentence', { name })}
        size="small"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('keep')}</Button>
            <Button variant="solid" onClick={forget}>
              {t('delete')}
            </Button>
          </>
        }
      />
    </li>
  );
}
