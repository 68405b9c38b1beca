import { History } from 'lucide-react';
import { showTab } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'show-runs',
  group: 'view',
  title: { en: 'Runs', ko: '실행 기록' },
  icon: History,
  keywords: ['history', 'checkpoints', '기록'],
  keys: ['mod+4'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => showTab('bottom', 'runs'),
  undo: 'none',
});
