import { FolderOpen } from 'lucide-react';
import { useRef, useState } from 'react';
import { Thumbnail } from '../home/thumbnail.tsx';
import { openRecent } from '../home/open-from-home.ts';
import { useLanguage, useText, useTexts } from '../language/texts.ts';
import { Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { agoText } from '../language/numbers.ts';
import { SearchField } from '../parts/search-field.tsx';
import { SkeletonLines } from '../parts/skeleton.tsx';
import { useConnection } from '../state/connection.ts';
import { dialogTexts } from './dialog-texts.ts';
import { useAsked } from './use-asked.ts';

/** The documents of the workspace, for a browser that has no dialog of the system. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(dialogTexts);
  const text = useText();
  useLanguage();
  const folder = useConnection(({ hello }) => hello?.workspace ?? '');
  const { answer, failed } = useAsked('browse', {});
  const [wanted, setWanted] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const found = answer?.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const open = (file: string) => {
    onClose();
    openRecent(file);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('openTitle')}
      description={t('openSentence', { folder })}
      initialFocus={field}
    >
      <SearchField
        ref={field}
        label={t('searchProjects')}
        value={wanted}
        onChange={setWanted}
        onKeyDown={(event) => {
          const first = found?.[0];
          if (event.key === 'Enter' && first) open(first.file);
        }}
        className="mb-3"
      />
      {failed ? (
        <EmptyState tone="bad" title={t('failed')}>
          {text(failed)}
        </EmptyState>
      ) : !found ? (
        <SkeletonLines lines={5} />
      ) : found.length === 0 ? (
        <EmptyState
          icon={FolderOpen}
          title={wanted.trim() === '' ? t('noProjects') : t('noMatch', { text: wanted.trim() })}
          className="min-h-48"
        >
          {t('noProjectsSentence')}
        </EmptyState>
      ) : (
        <ul className="flex min-h-48 flex-col">
          {found.map(({ file, name, changed, draft, thumbnail }) => (
            <li key={file}>
              <button
                type="button"
                onClick={() => open(file)}
                className="flex w-full items-center gap-3 rounded-control p-2 text-left transition-colors hover:bg-hover"
              >
                <Thumbnail
                  of={thumbnail ? { file, changed } : null}
                  alt=""
                  className="h-8 w-16 shrink-0 rounded-control"
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block truncate text-small text-muted">{file}</span>
                </span>
                <span className="shrink-0 text-small text-muted">
                  {draft && <span className="mr-2 text-accent">{t('draft')}</span>}
                  {agoText(changed)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
