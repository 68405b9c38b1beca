import { LogIn } from 'lucide-react';
import { openCard, selectedNodes } from '../../canvas/gestures.ts';
import { oneCardSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'open-card',
  group: 'edit',
  title: { en: 'Open', ko: '열기' },
  icon: LogIn,
  keywords: ['enter', 'inside', '들어가기'],
  when: oneCardSelected,
  perform: () => openCard(selectedNodes()[0] ?? ''),
  undo: 'none',
});
