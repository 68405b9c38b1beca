import { History } from 'lucide-react';
import { showDialog } from '../../state/dialogs.ts';
import { projectIsOurs } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'show-versions',
  group: 'project',
  title: { en: 'Versions…', ko: '버전…' },
  icon: History,
  keywords: ['history', 'backup', 'restore', '기록', '되돌리기'],
  when: projectIsOurs,
  perform: () => showDialog('versions'),
  undo: 'none',
});
