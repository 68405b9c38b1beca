import { StickyNote } from 'lucide-react';
import { here } from '../../canvas/canvas-state.ts';
import { putNote } from '../../canvas/frame-gestures.ts';
import { canvasIsOurs } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'add-note',
  group: 'edit',
  title: { en: 'Add a note', ko: '메모 더하기' },
  icon: StickyNote,
  keywords: ['comment', 'text', '글', '주석'],
  keys: ['n'],
  when: canvasIsOurs,
  perform: () => putNote(here().canvas),
  undo: 'document',
});
