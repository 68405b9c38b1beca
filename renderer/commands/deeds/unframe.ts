import { Ungroup } from 'lucide-react';
import { unframeSelection } from '../../canvas/frame-gestures.ts';
import { framesSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'unframe',
  group: 'edit',
  title: { en: 'Take out of the frame', ko: '틀에서 빼기' },
  icon: Ungroup,
  keywords: ['ungroup', '그룹 해제', '프레임'],
  keys: ['shift+g'],
  when: framesSelected,
  perform: unframeSelection,
  undo: 'document',
});
