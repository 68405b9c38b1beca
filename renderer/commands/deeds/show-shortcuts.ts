import { Keyboard } from 'lucide-react';
import { showDialog } from '../../state/dialogs.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'show-shortcuts',
  group: 'help',
  title: { en: 'Keyboard shortcuts', ko: '단축키' },
  icon: Keyboard,
  keywords: ['keys', 'help', '키보드', '도움말'],
  keys: ['mod+/', '?'],
  perform: () => showDialog('shortcuts'),
  undo: 'none',
});
