import { ChartLine } from 'lucide-react';
import { showTab } from '../../state/settings.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'show-curves',
  group: 'view',
  title: { en: 'Curves', ko: '곡선' },
  icon: ChartLine,
  keywords: ['loss', 'metrics', '손실', '지표'],
  keys: ['mod+1'],
  whileTyping: true,
  when: projectIsOpen,
  perform: () => showTab('bottom', 'curves'),
  undo: 'none',
});
