import { Power } from 'lucide-react';
import { switchSelection } from '../../canvas/gestures.ts';
import { cardsSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'switch-card',
  group: 'edit',
  title: { en: 'Switch off or on', ko: '끄거나 켜기' },
  icon: Power,
  keywords: ['mute', 'bypass', 'disable', 'enable', '비활성화'],
  keys: ['m'],
  when: cardsSelected,
  perform: switchSelection,
  undo: 'document',
});
