import { Play } from 'lucide-react';
import { goToFirstError, firstError } from '../../shapes/first-error.ts';
import { train } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { modelDoes } from '../train-when.ts';

export default defineCommand({
  id: 'train',
  group: 'train',
  title: { en: 'Train from scratch', ko: '처음부터 학습' },
  icon: Play,
  keywords: ['start', 'run', 'fit', '시작', '실행'],
  keys: ['mod+enter'],
  whileTyping: true,
  when: () => modelDoes('none', 'preparing', 'shown', 'paused', 'finished', 'failed'),
  // What is missing is said, and gone to, rather than the deed being greyed out.
  detail: () => firstError()?.text ?? null,
  async perform() {
    goToFirstError();
    await train('scratch');
  },
  undo: 'none',
});
