import { Cable } from 'lucide-react';
import { besideSelected, setCanvas } from '../../canvas/canvas-state.ts';
import { selectedNodes } from '../../canvas/gestures.ts';
import { oneCardSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'connect-card',
  group: 'edit',
  title: { en: 'Connect…', ko: '연결하기…' },
  icon: Cable,
  keywords: ['wire', 'link', '선'],
  keys: ['c'],
  when: oneCardSelected,
  perform: () => setCanvas({ connecting: { ...besideSelected(), node: selectedNodes()[0] ?? '' } }),
  undo: 'document',
});
