import { PackageOpen } from 'lucide-react';
import { showDialog } from '../../state/dialogs.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'export-model',
  group: 'project',
  title: { en: 'Export…', ko: '내보내기…' },
  icon: PackageOpen,
  keywords: ['SavedModel', 'safetensors', 'TensorFlow.js', 'weights', '가중치'],
  keys: ['mod+shift+e'],
  when: projectIsOpen,
  perform: () => showDialog('export'),
  undo: 'none',
});
