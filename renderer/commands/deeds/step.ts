import { SkipForward } from 'lucide-react';
import { firstError, goToFirstError } from '../../shapes/first-error.ts';
import { modelHere, step } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { modelDoes } from '../train-when.ts';

export default defineCommand({
  id: 'step',
  group: 'train',
  title: { en: 'One step', ko: '한 스텝' },
  icon: SkipForward,
  keywords: ['single step', 'slow motion', '한 단계', '한 걸음'],
  keys: ["mod+'"],
  whileTyping: true,
  when: () => modelDoes('none', 'shown', 'paused', 'failed'),
  detail: () => (modelHere()?.activity === 'paused' ? null : (firstError()?.text ?? null)),
  async perform() {
    if (modelHere()?.activity !== 'paused') goToFirstError();
    await step();
  },
  undo: 'none',
});
