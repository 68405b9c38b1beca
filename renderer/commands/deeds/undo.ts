import { Undo2 } from 'lucide-react';
import { undo, useDocument } from '../../state/document.ts';
import { projectIsOurs } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'undo',
  group: 'edit',
  title: { en: 'Undo', ko: '되돌리기' },
  icon: Undo2,
  keys: ['mod+z'],
  when() {
    const ours = projectIsOurs();
    if (ours !== true) return ours;
    return useDocument.getState().past.at(-1)
      ? true
      : { en: 'Nothing to take back.', ko: '되돌릴 것이 없어요.' };
  },
  detail: () => useDocument.getState().past.at(-1)?.label ?? null,
  perform: () => void undo(),
  // Undoing and redoing are their own way back.
  undo: 'none',
});
