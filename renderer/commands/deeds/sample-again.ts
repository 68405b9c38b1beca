import { Dices } from 'lucide-react';
import type { Text } from '../../../nodes/alphabet/problem.ts';
import { tellAsked } from '../../state/asked.ts';
import { outputsOfBoard, sampleAgain } from '../../state/samples.ts';
import { showTab } from '../../state/settings.ts';
import { modelHere } from '../../state/training.ts';
import { defineCommand } from '../command.ts';
import { projectIsOpen } from '../when.ts';

const NO_OUTPUT: Text = {
  en: 'The board has no output to sample. Put an Output after what it should draw.',
  ko: '보드에 뽑을 출력이 없어요. 뽑고 싶은 값 뒤에 출력을 두세요.',
};
const NO_MODEL: Text = {
  en: 'There is no model to sample yet. It appears once the graph can run.',
  ko: '아직 샘플을 뽑을 모델이 없어요. 그래프를 실행할 수 있게 되면 나타나요.',
};

export default defineCommand({
  id: 'sample-again',
  group: 'train',
  title: { en: 'New samples', ko: '새로 뽑기' },
  icon: Dices,
  keywords: ['generate', 'draw', 'sample', '생성', '샘플'],
  keys: ['mod+g'],
  when() {
    const open = projectIsOpen();
    if (open !== true) return open;
    if (outputsOfBoard().size === 0) return NO_OUTPUT;
    const activity = modelHere()?.activity ?? 'failed';
    return activity === 'failed' || activity === 'preparing' ? NO_MODEL : true;
  },
  async perform() {
    showTab('bottom', 'views');
    await tellAsked();
    await sampleAgain();
  },
  undo: 'none',
});
