import { textOf } from '../../nodes/alphabet/problem.ts';
import { Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { lazily } from '../parts/lazily.ts';
import { notifyProblem } from '../parts/notify.ts';
import { closeDialog, useDialog } from '../state/dialogs.ts';

const OpenDialog = lazily(async () => (await import('./open-dialog.tsx')).OpenDialog);
const SaveAsDialog = lazily(async () => (await import('./save-as-dialog.tsx')).SaveAsDialog);
const VersionsDialog = lazily(async () => (await import('./versions-dialog.tsx')).VersionsDialog);
const ExportDialog = lazily(async () => (await import('./export-dialog.tsx')).ExportDialog);
const ShortcutsDialog = lazily(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog);
const AboutDialog = lazily(async () => (await import('./about-dialog.tsx')).AboutDialog);
const Search = lazily(async () => (await import('../commands/palette/search.tsx')).Search);

const DIALOGS = {
  open: OpenDialog,
  'save-as': SaveAsDialog,
  versions: VersionsDialog,
  export: ExportDialog,
  shortcuts: ShortcutsDialog,
  about: AboutDialog,
  search: Search,
} as const;

/** The dialog that is open, loaded when it is asked for. */
export function Dialogs() {
  const open = useDialog(({ open }) => open);
  if (open === null) return null;
  const One = DIALOGS[open];
  return (
    <ErrorBoundary key={open} fallback={null} onError={giveUp}>
      <Suspense>
        <One onClose={closeDialog} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** A dialog that breaks is put away, with the reason; the window stays. */
function giveUp(error: unknown): void {
  closeDialog();
  notifyProblem(textOf(error));
}
