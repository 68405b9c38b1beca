import { Copy } from 'lucide-react';
import { copySelection } from '../../canvas/gestures.ts';
import { cardsSelectedToRead } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'copy',
  group: 'edit',
  title: { en: 'Copy', ko: '복사하기' },
  icon: Copy,
  keys: ['mod+c'],
  when: cardsSelectedToRead,
  perform: copySelection,
  undo: 'none',
});
