import { useId, useRef, useState } from 'react';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { BOX } from '../parts/field.tsx';
import { useConnection } from '../state/connection.ts';
import { save, useProject } from '../state/project.ts';
import { dialogTexts } from './dialog-texts.ts';
import { nameProblem } from './file-name.ts';
import { useAsked } from './use-asked.ts';

/** Saves the project under a name in the workspace; asks before another one is replaced. */
export function SaveAsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(dialogTexts);
  const text = useText();
  const id = useId();
  const folder = useConnection(({ hello }) => hello?.workspace ?? '');
  const open = useProject(({ open }) => open);
  const [name, setName] = useState(open?.name ?? '');
  const [failed, setFailed] = useState<Text | null>(null);
  const [saving, setSaving] = useState(false);
  const { answer: others } = useAsked('browse', {});
  const field = useRef<HTMLInputElement>(null);

  const wanted = name.trim();
  const problem = nameProblem(name);
  const isOwn = open?.file != null && wanted === open.name;
  const exists = !isOwn && others?.some((other) => !other.draft && sameName(other.name, wanted)) === true;

  async function perform() {
    if (problem !== null || saving) return;
    setSaving(true);
    try {
      await save(isOwn ? undefined : wanted, exists);
      onClose();
    } catch (error) {
      setFailed(textOf(error));
    } finally {
      setSaving(false);
    }
  }

  const said =
    problem === 'badName'
      ? t('badName')
      : failed
        ? text(failed)
        : exists
          ? t('exists', { name: wanted })
          : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('saveAsTitle')}
      description={t('saveAsSentence', { folder })}
      size="small"
      initialFocus={field}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="solid" disabled={problem !== null || saving} onClick={() => void perform()}>
            {exists ? t('replace') : t('save')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // Replacing is asked by a button of its own, never done by Enter alone.
          if (!exists) void perform();
        }}
      >
        <label htmlFor={id} className="mb-1 block text-muted">
          {t('name')}
        </label>
        <input
          ref={field}
          id={id}
          value={name}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem === 'badName' || undefined}
          aria-describedby={said === null ? undefined : `${id}-said`}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setName(event.target.value);
            setFailed(null);
          }}
          className={`${BOX} h-8`}
        />
        {said !== null && (
          <p id={`${id}-said`} role="alert" className={exists && !failed ? 'mt-2' : 'mt-2 text-bad'}>
            {said}
          </p>
        )}
      </form>
    </Dialog>
  );
}

/** As file systems of Windows and Macs compare names. */
const sameName = (a: string, b: string): boolean =>
  a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
