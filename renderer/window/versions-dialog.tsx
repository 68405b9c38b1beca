import { History } from 'lucide-react';
import { useState } from 'react';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { useLanguage, useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { agoText, dateText } from '../language/numbers.ts';
import { SkeletonLines } from '../parts/skeleton.tsx';
import { replaceDocument, useProject } from '../state/project.ts';
import { machine } from '../state/studio.ts';
import { dialogTexts } from './dialog-texts.ts';
import { useAsked } from './use-asked.ts';

/** Saved versions of the project; going back to one is an edit. */
export function VersionsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(dialogTexts);
  const text = useText();
  useLanguage();
  const project = useProject(({ open }) => open?.project ?? '');
  const { answer, failed } = useAsked('versions', { project });
  const [refused, setRefused] = useState<Text | null>(null);

  async function goBack(version: string, changed: number) {
    try {
      const document = await machine().call('readVersion', { project, version });
      const when = dateText(changed);
      replaceDocument({ en: `Back to the version of ${when}`, ko: `${when} 버전으로 돌아가기` }, document);
      onClose();
    } catch (error) {
      setRefused(textOf(error));
    }
  }

  const problem = failed ?? refused;
  return (
    <Dialog open onClose={onClose} title={t('versionsTitle')} description={t('versionsSentence')}>
      {problem && (
        <p role="alert" className="mb-2 text-bad">
          {text(problem)}
        </p>
      )}
      {!answer ? (
        !failed && <SkeletonLines lines={4} />
      ) : answer.length === 0 ? (
        <EmptyState icon={History} title={t('noVersions')}>
          {t('noVersionsSentence')}
        </EmptyState>
      ) : (
        <ul>
          {answer.map(({ version, changed }, place) => (
            <li
              key={version}
              className="flex items-center gap-3 border-b border-hairline py-2 last:border-none"
            >
              <span className="flex-1">
                {dateText(changed)}
                <span className="ml-2 text-small text-muted">
                  {agoText(changed)}
                  {place === 0 && ` · ${t('savedLast')}`}
                </span>
              </span>
              <Button onClick={() => void goBack(version, changed)}>{t('goBack')}</Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
