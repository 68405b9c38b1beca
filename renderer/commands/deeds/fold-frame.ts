import { FoldVertical } from 'lucide-react';
import { chosenFrames, fold } from '../../canvas/frame-gestures.ts';
import { framesSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'fold-frame',
  group: 'edit',
  title: { en: 'Fold or unfold the frame', ko: '틀 접거나 펼치기' },
  icon: FoldVertical,
  keywords: ['collapse', 'expand', '프레임'],
  keys: ['f'],
  when: framesSelected,
  perform: () => fold(chosenFrames()),
  undo: 'document',
});
