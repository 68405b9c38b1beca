import { Ungroup } from 'lucide-react';
import { unpackSelection } from '../../canvas/gestures.ts';
import { oneCallSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'unpack-block',
  group: 'edit',
  title: { en: 'Unpack the block', ko: '블록 풀기' },
  icon: Ungroup,
  keywords: ['ungroup', 'inline', '풀기'],
  when: oneCallSelected,
  perform: unpackSelection,
  undo: 'document',
});
