import { Trash2 } from 'lucide-react';
import { removeSelection } from '../../canvas/gestures.ts';
import { somethingSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'delete',
  group: 'edit',
  title: { en: 'Delete', ko: '지우기' },
  icon: Trash2,
  keywords: ['remove', 'cut', '삭제'],
  keys: ['delete', 'backspace'],
  when: somethingSelected,
  perform: removeSelection,
  undo: 'document',
});
