import { LogIn } from 'lucide-react';
import { openCard } from '../../canvas/gestures.ts';
import { keysOf } from '../../canvas/pieces.ts';
import { onePieceSelected } from '../../canvas/selection-when.ts';
import { useDocument } from '../../state/document.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'open-card',
  group: 'edit',
  title: { en: 'Open', ko: '열기' },
  icon: LogIn,
  keywords: ['enter', 'inside', '들어가기'],
  when: onePieceSelected,
  perform: () => openCard(keysOf(useDocument.getState().selection)[0] ?? ''),
  undo: 'none',
});
