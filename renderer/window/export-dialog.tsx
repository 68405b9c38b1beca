import { CircleCheck, Copy, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { Result } from '../../main/bridge/contract.ts';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { notifyDone } from '../parts/notify.ts';
import { SkeletonLines } from '../parts/skeleton.tsx';
import { useProject } from '../state/project.ts';
import { machine } from '../state/studio.ts';
import { dialogTexts } from './dialog-texts.ts';
import { useAsked } from './use-asked.ts';

/** Formats as their makers write them. */
const NAMES: Readonly<Record<string, string>> = {
  'saved-model': 'TensorFlow SavedModel',
  'tfjs-graph-model': 'TensorFlow.js graph model',
};

/** Takes weights and code away; what was written stands there with its folder. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(dialogTexts);
  const text = useText();
  const project = useProject(({ open }) => open?.project ?? '');
  const { answer: formats, failed } = useAsked('exportFormats', {});
  const [busy, setBusy] = useState<string | null>(null);
  const [done, setDone] = useState<Result<'exportModel'> | null>(null);
  const [refused, setRefused] = useState<Text | null>(null);

  async function perform(format: string) {
    setBusy(format);
    setDone(null);
    setRefused(null);
    try {
      setDone(await machine().call('exportModel', { project, format }));
    } catch (error) {
      setRefused(textOf(error));
    } finally {
      setBusy(null);
    }
  }

  const problem = failed ?? refused;
  return (
    <Dialog open onClose={onClose} title={t('exportTitle')} description={t('exportSentence')}>
      {!formats && !failed && <SkeletonLines lines={4} />}
      <ul className="flex flex-col gap-2">
        {formats?.map(({ name, sentence }) => (
          <li key={name} className="flex items-center gap-4 rounded-card border border-hairline p-3">
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{NAMES[name] ?? name}</span>
              <span className="block text-muted">{text(sentence)}</span>
            </span>
            <Button icon={PackageOpen} disabled={busy !== null} onClick={() => void perform(name)}>
              {busy === name ? t('exporting') : t('export')}
            </Button>
          </li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="mt-3 text-bad">
          {text(problem)}
        </p>
      )}
      {done && <Exported {...done} />}
    </Dialog>
  );
}

function Exported({ folder, files }: Result<'exportModel'>) {
  const t = useTexts(dialogTexts);
  // A browser gives the clipboard to pages of this machine or behind https alone.
  const canCopy = typeof navigator.clipboard?.writeText === 'function';
  const copy = () =>
    void navigator.clipboard.writeText(folder).then(() => notifyDone({ en: 'Copied', ko: '복사했어요' }));
  return (
    <section role="status" className="mt-4 rounded-card bg-sunken p-3">
      <p className="flex items-center gap-2 font-medium">
        <CircleCheck size={16} className="text-good" aria-hidden />
        {t('exported')}
      </p>
      <p className="mt-2 flex items-start gap-2 text-muted select-text">
        <span className="flex-1 wrap-anywhere">{t('exportedTo', { folder })}</span>
        {canCopy && (
          <Button icon={Copy} onClick={copy}>
            {t('copyPath')}
          </Button>
        )}
      </p>
      <ul className="mt-1 font-mono text-small select-text">
        {files.map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ul>
    </section>
  );
}
