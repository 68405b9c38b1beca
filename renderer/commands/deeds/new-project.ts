import { FilePlus2 } from 'lucide-react';
import { language } from '../../language/texts.ts';
import { createProject } from '../../state/project.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'new-project',
  group: 'project',
  title: { en: 'New empty graph', ko: '빈 그래프 만들기' },
  icon: FilePlus2,
  keywords: ['create', 'blank', '새로', '만들기'],
  perform: () => createProject({ empty: true, language: language() }),
  undo: 'none',
});
