import { PanelLeft } from 'lucide-react';
import { toggleDock } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'toggle-left-dock',
  group: 'view',
  title: { en: 'Show or hide the palette', ko: '팔레트 보이기·숨기기' },
  icon: PanelLeft,
  keywords: ['left', 'dock', '왼쪽'],
  keys: ['mod+b'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => toggleDock('left'),
  undo: 'none',
});
