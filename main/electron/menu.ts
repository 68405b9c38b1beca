import type { MenuItemConstructorOptions } from 'electron';
import type { Text } from '../../nodes/alphabet/problem.ts';

/** A command of the window; it tells by its own means why one cannot be done. */
interface Item {
  readonly command: string;
  readonly title: Text;
  /** The keys stand in the menu; the window listens to them itself. */
  readonly keys?: string;
}

const item = (command: string, en: string, ko: string, keys?: string): Item => ({
  command,
  title: { en, ko },
  ...(keys === undefined ? {} : { keys }),
});

export const PROJECT = [
  item('new-project', 'New empty graph', '빈 그래프 만들기'),
  item('open-project', 'Open…', '열기…', 'CmdOrCtrl+O'),
  item('save-project', 'Save', '저장', 'CmdOrCtrl+S'),
  item('save-project-as', 'Save as…', '다른 이름으로 저장…', 'CmdOrCtrl+Shift+S'),
  item('export-model', 'Export…', '내보내기…', 'CmdOrCtrl+Shift+E'),
];
export const HISTORY = [
  item('undo', 'Undo', '되돌리기', 'CmdOrCtrl+Z'),
  item('redo', 'Redo', '다시 하기', 'CmdOrCtrl+Shift+Z'),
];
export const TRAINING = [
  item('train', 'Train from scratch', '처음부터 학습', 'CmdOrCtrl+Return'),
  item('pause', 'Pause', '일시 정지', 'CmdOrCtrl+.'),
  item('step', 'One step', '한 스텝', "CmdOrCtrl+'"),
];
export const VIEW = [
  item('go-home', 'Home', '홈'),
  item('search-everything', 'Find anything', '무엇이든 찾기', 'CmdOrCtrl+K'),
  item('toggle-theme', 'Light or dark', '밝게·어둡게'),
  item('switch-language', '한국어로 보기', 'Show in English'),
];
export const HELP = [
  item('show-shortcuts', 'Keyboard shortcuts', '단축키', 'CmdOrCtrl+/'),
  item('about', 'About Genloom', 'Genloom 정보'),
];

export interface MenuOptions {
  readonly language: 'en' | 'ko';
  readonly mac: boolean;
  /** Menus of those who build Genloom. */
  readonly developer: boolean;
  /** Sends a command to the window. */
  readonly perform: (command: string) => void;
}

/** The native menus. */
export function menuTemplate({
  language,
  mac,
  developer,
  perform,
}: MenuOptions): MenuItemConstructorOptions[] {
  const entries = (items: readonly Item[]): MenuItemConstructorOptions[] =>
    items.map(({ command, title, keys }) => ({
      id: command,
      label: title[language],
      ...(keys === undefined ? {} : { accelerator: keys }),
      registerAccelerator: false,
      click: () => perform(command),
    }));
  const menu = (title: Text, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: title[language],
    submenu,
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    menu({ en: 'Project', ko: '프로젝트' }, [
      ...entries(PROJECT),
      line,
      mac ? { role: 'close' } : { role: 'quit', label: { en: 'Quit', ko: '끝내기' }[language] },
    ]),
    menu({ en: 'Edit', ko: '편집' }, [
      ...entries(HISTORY),
      line,
      // In text fields; elsewhere the window takes the keys before the menu does.
      { role: 'cut', label: { en: 'Cut', ko: '잘라내기' }[language] },
      { role: 'copy', label: { en: 'Copy', ko: '복사' }[language] },
      { role: 'paste', label: { en: 'Paste', ko: '붙여넣기' }[language] },
      { role: 'selectAll', label: { en: 'Select all', ko: '모두 선택' }[language] },
    ]),
    menu({ en: 'Train', ko: '학습' }, entries(TRAINING)),
    menu({ en: 'View', ko: '보기' }, [
      ...entries(VIEW),
      line,
      { role: 'togglefullscreen', label: { en: 'Full screen', ko: '전체 화면' }[language] },
      ...(developer ? [line, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ]),
    menu({ en: 'Help', ko: '도움말' }, entries(HELP)),
  ];
}
