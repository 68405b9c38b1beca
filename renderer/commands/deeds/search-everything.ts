import { Search } from 'lucide-react';
import { showDialog } from '../../state/dialogs.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'search-everything',
  group: 'view',
  title: { en: 'Find anything', ko: '무엇이든 찾기' },
  icon: Search,
  keywords: ['palette', 'command', '명령', '검색'],
  keys: ['mod+k'],
  whileTyping: true,
  perform: () => showDialog('search'),
  undo: 'none',
});
