import { Layers2 } from 'lucide-react';
import { newBlockBeside } from '../../canvas/gestures.ts';
import { oneCallSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'duplicate-block',
  group: 'edit',
  title: { en: 'Duplicate the block with its design', ko: '설계까지 복제하기' },
  icon: Layers2,
  when: oneCallSelected,
  perform: () => newBlockBeside('own'),
  undo: 'document',
});
