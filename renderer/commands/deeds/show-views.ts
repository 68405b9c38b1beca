import { Images } from 'lucide-react';
import { showTab } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'show-views',
  group: 'view',
  title: { en: 'Views', ko: '보기' },
  icon: Images,
  keywords: ['samples', 'latent', '샘플', '잠재'],
  keys: ['mod+2'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => showTab('bottom', 'views'),
  undo: 'none',
});
