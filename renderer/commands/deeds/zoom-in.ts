import { ZoomIn } from 'lucide-react';
import { flowNow } from '../../canvas/canvas-state.ts';
import { canvasIsThere } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'zoom-in',
  group: 'view',
  title: { en: 'Zoom in', ko: '확대하기' },
  icon: ZoomIn,
  keys: ['mod+plus', 'mod+='],
  when: canvasIsThere,
  perform: () => void flowNow()?.zoomIn({ duration: 120 }),
  undo: 'none',
});
