// The desktop: one window, one studio, and between them a wire of bytes. Everything else is elsewhere.
import path from 'node:path';
import { app, dialog, Menu, type BrowserWindow } from 'electron';
import { textOf } from '../../nodes/alphabet/problem.ts';
import { projectRoot } from '../projects/root.ts';
import { Workspace } from '../projects/workspace.ts';
import { openStudio, type OpenStudio } from '../server/open-studio.ts';
import { chooseFile } from './choose-file.ts';
import { menuTemplate } from './menu.ts';
import { listenToPage } from './page-wire.ts';
import { declareProtocol, serveWindow } from './protocol.ts';
import { inKorean, openWindow } from './window.ts';

/** The document among the words of a command line, if there is one. */
const documentIn = (words: readonly string[]): string | undefined =>
  words.slice(1).find((word) => word.endsWith('.genloom'));

/** Opens the desktop. One studio serves all starts: a second one hands its file to the first and ends. */
export function openDesktop(): void {
  if (app.requestSingleInstanceLock()) run();
  else app.quit();
}

function run(): void {
  const out = path.join(projectRoot(), 'out');
  const { folder } = new Workspace();
  let window: BrowserWindow | null = null;
  const studio = openOrTell({
    host: 'desktop',
    workspace: folder,
    chooseFile: async (purpose, name) => (window ? chooseFile(window, purpose, folder, name) : null),
  });

  if (!studio) return app.exit(1);

  /** Files that a person opened with the system before a window could hear of them. */
  const early: string[] = [];
  const openFile = async (file: string) => {
    await studio.studio.grant(file);
    if (studio.windows.count > 0) studio.tell('all', { kind: 'open file', file });
    else early.push(file);
  };
  const first = documentIn(process.argv);
  if (first !== undefined) void openFile(path.resolve(first));

  const open = () => {
    const opened = openWindow(out);
    window = opened;
    opened.on('closed', () => (window = null));
    listenToPage(opened.webContents, (wire) => {
      const name = studio.windows.add(wire);
      for (const file of early.splice(0)) studio.tell(name, { kind: 'open file', file });
    });
  };
  const show = () => {
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.focus();
  };

  declareProtocol();
  app.on('open-file', (event, file) => {
    event.preventDefault();
    void openFile(file);
  });
  app.on('second-instance', (_event, words, origin) => {
    show();
    const file = documentIn(words);
    if (file !== undefined) void openFile(path.resolve(origin, file));
  });
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // Training is paused with a checkpoint before anything ends; a second wish to quit does not wait.
  let isClosing = false;
  app.on('will-quit', (event) => {
    if (isClosing) return;
    isClosing = true;
    event.preventDefault();
    void studio
      .close()
      .catch((error: unknown) => console.error(error))
      .finally(() => app.quit());
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

  void app.whenReady().then(() => {
    serveWindow(path.join(out, 'window'));
    const template = menuTemplate({
      language: inKorean() ? 'ko' : 'en',
      mac: process.platform === 'darwin',
      developer: !app.isPackaged,
      perform: (command) => studio.tell('all', { kind: 'command', command }),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    open();
  });
}

/** @returns `null` where it cannot be opened, and the person has read why */
function openOrTell(options: Parameters<typeof openStudio>[0]): OpenStudio | null {
  try {
    return openStudio(options);
  } catch (error) {
    dialog.showErrorBox('Genloom', textOf(error)[inKorean() ? 'ko' : 'en']);
    return null;
  }
}
