import { Repeat2 } from 'lucide-react';
import { callSelectedAgain } from '../../canvas/gestures.ts';
import { oneCallSelected } from '../../canvas/selection-when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'call-again',
  group: 'edit',
  title: { en: 'Call again', ko: '다시 호출하기' },
  icon: Repeat2,
  keywords: ['same weights', 'share', '가중치 공유'],
  when: oneCallSelected,
  perform: callSelectedAgain,
  undo: 'document',
});
