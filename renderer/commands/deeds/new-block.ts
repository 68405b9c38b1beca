import { SquarePlus } from 'lucide-react';
import { newBlockBeside } from '../../canvas/gestures.ts';
import { oneCallSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'new-block',
  group: 'edit',
  title: { en: 'New block of the same design', ko: '같은 설계로 새 블록 만들기' },
  icon: SquarePlus,
  keywords: ['own weights'],
  when: oneCallSelected,
  perform: () => newBlockBeside('shared'),
  undo: 'document',
});
