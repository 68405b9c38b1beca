import { Maximize } from 'lucide-react';
import { showWhole } from '../../canvas/canvas-state.ts';
import { canvasIsThere } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'fit-canvas',
  group: 'view',
  title: { en: 'Show everything', ko: '전체 보기' },
  icon: Maximize,
  keys: ['shift+1'],
  when: canvasIsThere,
  perform: showWhole,
  undo: 'none',
});
