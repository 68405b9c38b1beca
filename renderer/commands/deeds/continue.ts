import { FastForward } from 'lucide-react';
import { firstError, goToFirstError } from '../../shapes/first-error.ts';
import { train } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { modelDoes } from '../train-when.ts';

export default defineCommand({
  id: 'continue',
  group: 'train',
  title: { en: 'Continue from what is shown', ko: '보이는 모델에서 이어서 학습' },
  icon: FastForward,
  keywords: ['fine-tune', 'branch', 'resume', '미세 조정', '분기'],
  keys: ['mod+alt+enter'],
  whileTyping: true,
  when: () => modelDoes('shown', 'paused', 'finished'),
  detail: () => firstError()?.text ?? null,
  async perform() {
    goToFirstError();
    await train('shown');
  },
  undo: 'none',
});
