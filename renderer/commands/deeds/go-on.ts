import { StepForward } from 'lucide-react';
import { goOn } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { modelDoes } from '../train-when.ts';

export default defineCommand({
  id: 'go-on',
  group: 'train',
  title: { en: 'Go on', ko: '계속 학습' },
  icon: StepForward,
  keywords: ['resume', 'unpause', '재개'],
  keys: ['mod+shift+enter'],
  whileTyping: true,
  when: () => modelDoes('paused'),
  perform: async () => void (await goOn()),
  undo: 'none',
});
