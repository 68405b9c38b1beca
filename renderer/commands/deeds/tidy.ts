import { Network } from 'lucide-react';
import { tidy } from '../../canvas/tidy.ts';
import { canvasIsOurs } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'tidy',
  group: 'edit',
  title: { en: 'Tidy the cards', ko: '카드 정리하기' },
  icon: Network,
  keywords: ['layout', 'arrange', 'align', '정렬', '배치'],
  keys: ['mod+shift+l'],
  when: canvasIsOurs,
  perform: tidy,
  undo: 'document',
});
