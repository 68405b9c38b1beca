import { TextCursorInput } from 'lucide-react';
import { setCanvas } from '../../canvas/canvas-state.ts';
import { keysOf } from '../../canvas/pieces.ts';
import { onePieceSelected } from '../../canvas/selection-when.ts';
import { useDocument } from '../../state/document.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'rename-card',
  group: 'edit',
  title: { en: 'Rename the card', ko: '카드 이름 바꾸기' },
  icon: TextCursorInput,
  keys: ['f2'],
  when: onePieceSelected,
  perform: () => setCanvas({ renaming: keysOf(useDocument.getState().selection)[0] ?? null }),
  undo: 'document',
});
