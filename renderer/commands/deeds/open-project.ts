import { FolderOpen } from 'lucide-react';
import { useConnection } from '../../state/connection.ts';
import { showDialog } from '../../state/dialogs.ts';
import { openProject } from '../../state/project.ts';
import { machine } from '../../state/studio.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'open-project',
  group: 'project',
  title: { en: 'Open…', ko: '열기…' },
  icon: FolderOpen,
  keywords: ['file', 'load', '파일', '불러오기'],
  keys: ['mod+o'],
  whileTyping: true,
  async perform() {
    if (useConnection.getState().hello?.host !== 'desktop') return showDialog('open');
    const file = await machine().call('chooseFile', { purpose: 'open' });
    if (file !== null) await openProject(file);
  },
  undo: 'none',
});
