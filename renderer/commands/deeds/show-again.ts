import { RefreshCw } from 'lucide-react';
import { firstError, goToFirstError } from '../../shapes/first-error.ts';
import { show } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { modelDoes } from '../train-when.ts';

export default defineCommand({
  id: 'show-again',
  group: 'train',
  title: { en: 'Show the graph as it is now', ko: '지금 그래프로 다시 보기' },
  icon: RefreshCw,
  keywords: ['recompile', 'refresh', 'apply', '새로 고침', '적용'],
  keys: ['mod+alt+r'],
  // A run that is paused stands in the history with its last checkpoint, so nothing is lost.
  when: () => modelDoes('none', 'shown', 'paused', 'finished', 'failed'),
  detail: () => firstError()?.text ?? null,
  async perform() {
    goToFirstError();
    await show();
  },
  undo: 'none',
});
