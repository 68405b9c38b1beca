import { BoxSelect } from 'lucide-react';
import { selectAll } from '../../canvas/gestures.ts';
import { canvasIsThere } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'select-all',
  group: 'edit',
  title: { en: 'Select all cards', ko: '모든 카드 고르기' },
  icon: BoxSelect,
  keys: ['mod+a'],
  when: canvasIsThere,
  perform: selectAll,
  undo: 'none',
});
