import { TextCursorInput } from 'lucide-react';
import { setCanvas } from '../../canvas/canvas-state.ts';
import { selectedNodes } from '../../canvas/gestures.ts';
import { oneCardSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'rename-card',
  group: 'edit',
  title: { en: 'Rename the card', ko: '카드 이름 바꾸기' },
  icon: TextCursorInput,
  keys: ['f2'],
  when: oneCardSelected,
  perform: () => setCanvas({ renaming: selectedNodes()[0] ?? null }),
  undo: 'document',
});
