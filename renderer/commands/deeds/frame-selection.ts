import { Frame } from 'lucide-react';
import { frameSelection } from '../../canvas/frame-gestures.ts';
import { cardsSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'frame-selection',
  group: 'edit',
  title: { en: 'Frame the selection', ko: '선택한 카드를 틀로 묶기' },
  icon: Frame,
  keywords: ['group', 'section', '그룹', '묶기', '프레임'],
  keys: ['g'],
  when: cardsSelected,
  perform: frameSelection,
  undo: 'document',
});
