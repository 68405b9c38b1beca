import { ClipboardPaste } from 'lucide-react';
import { here } from '../../canvas/canvas-state.ts';
import { clipboardText, paste } from '../../canvas/gestures.ts';
import { canvasIsOurs } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'paste',
  group: 'edit',
  title: { en: 'Paste', ko: '붙여넣기' },
  icon: ClipboardPaste,
  keys: ['mod+v'],
  when: canvasIsOurs,
  perform: async () => paste(await clipboardText(), here().canvas),
  undo: 'document',
});
