import { CircleAlert } from 'lucide-react';
import { showTab } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'show-problems',
  group: 'view',
  title: { en: 'Problems', ko: '문제' },
  icon: CircleAlert,
  keywords: ['errors', 'mend', '오류'],
  keys: ['mod+5'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => showTab('bottom', 'problems'),
  undo: 'none',
});
