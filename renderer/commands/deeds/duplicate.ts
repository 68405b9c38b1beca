import { CopyPlus } from 'lucide-react';
import { duplicateSelection } from '../../canvas/gestures.ts';
import { cardsSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'duplicate',
  group: 'edit',
  title: { en: 'Duplicate', ko: '복제하기' },
  icon: CopyPlus,
  keys: ['mod+d'],
  when: cardsSelected,
  perform: duplicateSelection,
  undo: 'document',
});
