import { SaveAll } from 'lucide-react';
import { useConnection } from '../../state/connection.ts';
import { showDialog } from '../../state/dialogs.ts';
import { save, useProject } from '../../state/project.ts';
import { machine } from '../../state/studio.ts';
import { projectIsOurs } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'save-project-as',
  group: 'project',
  title: { en: 'Save as…', ko: '다른 이름으로 저장…' },
  icon: SaveAll,
  keywords: ['rename', 'copy', '이름 바꾸기', '사본'],
  keys: ['mod+shift+s'],
  whileTyping: true,
  when: projectIsOurs,
  async perform() {
    const { open } = useProject.getState();
    if (useConnection.getState().hello?.host !== 'desktop') return showDialog('save-as');
    const file = await machine().call('chooseFile', { purpose: 'save', name: open?.name ?? '' });
    // The system's dialog has asked already whether a file may be replaced.
    if (file !== null) await save(file, true);
  },
  undo: 'none',
});
