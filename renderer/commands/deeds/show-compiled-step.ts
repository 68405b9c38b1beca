import { ListOrdered } from 'lucide-react';
import { showTab } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'show-compiled-step',
  group: 'view',
  title: { en: 'Compiled step', ko: '컴파일된 스텝' },
  icon: ListOrdered,
  keywords: ['explain', 'formulas', '수식'],
  keys: ['mod+3'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => showTab('bottom', 'compiled-step'),
  undo: 'none',
});
