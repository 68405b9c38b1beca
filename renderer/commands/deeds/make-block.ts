import { Group } from 'lucide-react';
import { packSelection } from '../../canvas/gestures.ts';
import { cardsSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'make-block',
  group: 'edit',
  title: { en: 'Make a block of the selection', ko: '선택한 카드를 블록으로 묶기' },
  icon: Group,
  keywords: ['group', 'pack', 'subgraph', '묶기'],
  keys: ['mod+shift+g'],
  when: cardsSelected,
  perform: packSelection,
  undo: 'document',
});
