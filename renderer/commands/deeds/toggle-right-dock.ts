import { PanelRight } from 'lucide-react';
import { toggleDock } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'toggle-right-dock',
  group: 'view',
  title: { en: 'Show or hide the inspector', ko: '속성 창 보이기·숨기기' },
  icon: PanelRight,
  keywords: ['right', 'dock', '오른쪽'],
  keys: ['mod+i'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => toggleDock('right'),
  undo: 'none',
});
