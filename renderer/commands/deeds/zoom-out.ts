import { ZoomOut } from 'lucide-react';
import { flowNow } from '../../canvas/canvas-state.ts';
import { canvasIsThere } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'zoom-out',
  group: 'view',
  title: { en: 'Zoom out', ko: '축소하기' },
  icon: ZoomOut,
  keys: ['mod+-'],
  when: canvasIsThere,
  perform: () => void flowNow()?.zoomOut({ duration: 120 }),
  undo: 'none',
});
