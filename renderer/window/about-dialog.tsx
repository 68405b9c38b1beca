import { useTexts } from '../language/texts.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useConnection } from '../state/connection.ts';
import { dialogTexts } from './dialog-texts.ts';

/** What this is, and where it keeps things. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(dialogTexts);
  const hello = useConnection(({ hello }) => hello);
  return (
    <Dialog open onClose={onClose} title={t('aboutTitle')} description={t('aboutSentence')} size="small">
      {hello && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 select-text">
          <dt className="text-muted">{t('version')}</dt>
          <dd>{hello.version}</dd>
          <dt className="text-muted">{t('workspace')}</dt>
          <dd className="break-all">{hello.workspace}</dd>
          <dt className="text-muted">{t('host')}</dt>
          <dd>{t(hello.host)}</dd>
        </dl>
      )}
    </Dialog>
  );
}
