import { PanelBottom } from 'lucide-react';
import { toggleDock } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'toggle-bottom-dock',
  group: 'view',
  title: { en: 'Show or hide the lower dock', ko: '아래쪽 창 보이기·숨기기' },
  icon: PanelBottom,
  keywords: ['bottom', 'dock', 'curves', 'runs', '곡선', '아래'],
  keys: ['mod+j'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => toggleDock('bottom'),
  undo: 'none',
});
