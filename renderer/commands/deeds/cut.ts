import { Scissors } from 'lucide-react';
import { cutSelection } from '../../canvas/gestures.ts';
import { cardsSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'cut',
  group: 'edit',
  title: { en: 'Cut', ko: '잘라내기' },
  icon: Scissors,
  keys: ['mod+x'],
  when: cardsSelected,
  perform: cutSelection,
  undo: 'document',
});
