import { Pause } from 'lucide-react';
import { pause } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { modelDoes } from '../train-when.ts';

export default defineCommand({
  id: 'pause',
  group: 'train',
  title: { en: 'Pause', ko: '일시 정지' },
  icon: Pause,
  keywords: ['halt', 'hold', '멈춤'],
  keys: ['mod+.'],
  whileTyping: true,
  when: () => modelDoes('training'),
  perform: pause,
  undo: 'none',
});
