import { Save } from 'lucide-react';
import { notifyDone } from '../../parts/notify.ts';
import { save, useProject } from '../../state/project.ts';
import { runCommand } from '../registry.ts';
import { projectIsOurs } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'save-project',
  group: 'project',
  title: { en: 'Save', ko: '저장' },
  icon: Save,
  keys: ['mod+s'],
  whileTyping: true,
  when: projectIsOurs,
  async perform() {
    const { open } = useProject.getState();
    // What a person is typing becomes an edit when the field is left.
    (document.activeElement as HTMLElement | null)?.blur?.();
    if (open?.file === null) return runCommand('save-project-as');
    await save();
    notifyDone({ en: `Saved ${open?.name ?? ''}.`, ko: `${open?.name ?? ''}을(를) 저장했어요.` });
  },
  undo: 'none',
});
