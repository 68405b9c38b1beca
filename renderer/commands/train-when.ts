import type { Text } from '../../nodes/alphabet/problem.ts';
import type { ModelState } from '../../main/bridge/contract.ts';
import { modelHere } from '../state/training.ts';
import { projectIsOurs } from './when.ts';

const OTHERWISE: Readonly<Record<ModelState['activity'] | 'none', Text>> = {
  none: { en: 'Nothing is being trained.', ko: '학습 중인 것이 없어요.' },
  preparing: { en: 'The model is being prepared.', ko: '모델을 준비하고 있어요.' },
  shown: { en: 'Nothing is being trained.', ko: '학습 중인 것이 없어요.' },
  training: { en: 'It is training already.', ko: '이미 학습하고 있어요.' },
  paused: { en: 'Training is paused already.', ko: '이미 멈춰 있어요.' },
  finished: { en: 'Training is finished.', ko: '학습이 끝났어요.' },
  failed: { en: 'The model could not run.', ko: '모델을 실행하지 못했어요.' },
};

/** Whether the project is ours and its model does one of these now; else a sentence. */
export function modelDoes(...activities: readonly (ModelState['activity'] | 'none')[]): true | Text {
  const ours = projectIsOurs();
  if (ours !== true) return ours;
  const activity = modelHere()?.activity ?? 'none';
  return activities.includes(activity) || OTHERWISE[activity];
}
