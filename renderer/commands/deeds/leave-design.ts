import { LogOut } from 'lucide-react';
import { leaveTo } from '../../canvas/gestures.ts';
import { insideDesign } from '../../canvas/selection-when.ts';
import { useDocument } from '../../state/document.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'leave-design',
  group: 'view',
  title: { en: 'Back out of the design', ko: '설계에서 나가기' },
  icon: LogOut,
  when: insideDesign,
  perform: () => leaveTo(useDocument.getState().path.length - 1),
  undo: 'none',
});
