import { Plus } from 'lucide-react';
import { here, setCanvas } from '../../canvas/canvas-state.ts';
import { canvasIsOurs } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'add-card',
  group: 'edit',
  title: { en: 'Add a card', ko: '카드 더하기' },
  icon: Plus,
  keywords: ['node', 'insert', 'new', '노드', '추가'],
  keys: ['shift+a'],
  when: canvasIsOurs,
  perform: () => setCanvas({ adding: { ...here(), pending: null } }),
  undo: 'document',
});
