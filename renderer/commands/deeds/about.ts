import { Info } from 'lucide-react';
import { showDialog } from '../../state/dialogs.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'about',
  group: 'help',
  title: { en: 'About Genloom', ko: 'Genloom 정보' },
  icon: Info,
  keywords: ['version', 'licence', '버전'],
  perform: () => showDialog('about'),
  undo: 'none',
});
