import { Square } from 'lucide-react';
import { stop } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { modelDoes } from '../train-when.ts';

export default defineCommand({
  id: 'stop',
  group: 'train',
  title: { en: 'Stop: keep the run as it is', ko: '중지: 지금까지의 실행을 남기기' },
  icon: Square,
  keywords: ['end', 'finish', '끝'],
  keys: ['mod+shift+.'],
  whileTyping: true,
  when: () => modelDoes('training', 'paused'),
  perform: stop,
  undo: 'none',
});
