import { lazy, Suspense } from 'react';
import { closeDialog, useDialog } from '../state/dialogs.ts';

const OpenDialog = lazy(async () => ({ default: (await import('./open-dialog.tsx')).OpenDialog }));
const SaveAsDialog = lazy(async () => ({ default: (await import('./save-as-dialog.tsx')).SaveAsDialog }));
const VersionsDialog = lazy(async () => ({
  default: (await import('./versions-dialog.tsx')).VersionsDialog,
}));
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
}));
const AboutDialog = lazy(async () => ({ default: (await import('./about-dialog.tsx')).AboutDialog }));
const Search = lazy(async () => ({ default: (await import('../commands/palette/search.tsx')).Search }));

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
    <Suspense>
      <One onClose={closeDialog} />
    </Suspense>
  );
}
