import type { Text } from '../../nodes/alphabet/problem.ts';
import { useProject } from '../state/project.ts';

const NO_PROJECT: Text = {
  en: 'No project is open. Open one from the home screen first.',
  ko: '열린 프로젝트가 없어요. 먼저 홈 화면에서 하나 열어 주세요.',
};
const LOOKING_ON: Text = {
  en: 'Another window is editing this project. Take it over first.',
  ko: '다른 창에서 이 프로젝트를 편집하고 있어요. 먼저 이어받으세요.',
};

/** For commands that need a project. */
export const projectIsOpen = (): true | Text => (useProject.getState().open ? true : NO_PROJECT);

/** For commands that change the project. */
export const projectIsOurs = (): true | Text => {
  const { open } = useProject.getState();
  return open ? (open.lookingOn ? LOOKING_ON : true) : NO_PROJECT;
};
