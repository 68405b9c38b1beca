import { Redo2 } from 'lucide-react';
import { redo, useDocument } from '../../state/document.ts';
import { projectIsOurs } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'redo',
  group: 'edit',
  title: { en: 'Redo', ko: '다시 하기' },
  icon: Redo2,
  keys: ['mod+shift+z', 'mod+y'],
  when() {
    const ours = projectIsOurs();
    if (ours !== true) return ours;
    return useDocument.getState().future[0]
      ? true
      : { en: 'Nothing to do again.', ko: '다시 할 것이 없어요.' };
  },
  detail: () => useDocument.getState().future[0]?.label ?? null,
  perform: () => void redo(),
  // Undoing and redoing are their own way back.
  undo: 'none',
});
