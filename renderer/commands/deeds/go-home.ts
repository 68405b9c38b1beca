import { House } from 'lucide-react';
import { leaveProject } from '../../state/project.ts';
import { projectIsOpen } from '../when.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'go-home',
  group: 'project',
  title: { en: 'Home', ko: '홈' },
  icon: House,
  keywords: ['start', 'gallery', 'close', '시작', '닫기', '갤러리'],
  when: projectIsOpen,
  perform: leaveProject,
  undo: 'none',
});
