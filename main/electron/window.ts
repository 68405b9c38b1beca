import path from 'node:path';
import { app, BrowserWindow, dialog, type Session, type WebContents } from 'electron';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { ORIGIN } from './channel.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

/** Opens the one window. It shows our own page and nothing else. @param out folder of the build */
export function openWindow(out: string): BrowserWindow {
  const { maximized = false, ...bounds } = readWindowState() ?? {};
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    title: 'Genloom',
    show: false,
    webPreferences: {
      preload: path.join(out, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  confine(window.webContents);
  denyPermissions(window.webContents.session);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => writeWindowState(window));
  window.webContents.on('will-prevent-unload', (event) => {
    if (leavesAnyway(window)) event.preventDefault();
  });
  void window.loadURL(`${ORIGIN}/`);
  return window;
}

/** The page has edits that could be kept nowhere. A browser asks by itself; Electron would stay open without a word. */
function leavesAnyway(window: BrowserWindow): boolean {
  const language = inKorean() ? 'ko' : 'en';
  const chosen = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: LEAVING.message[language],
    detail: LEAVING.detail[language],
    buttons: [LEAVING.stay[language], LEAVING.leave[language]],
    defaultId: 0,
    cancelId: 0,
  });
  return chosen === 1;
}

const LEAVING = {
  message: { en: 'The last edits could not be kept.', ko: '마지막 편집을 저장하지 못했습니다.' },
  detail: {
    en: 'Stay to save them under another name or in another place; otherwise they are lost.',
    ko: '머무르면 다른 이름이나 다른 곳에 저장할 수 있습니다. 닫으면 사라집니다.',
  },
  stay: { en: 'Stay', ko: '머무르기' },
  leave: { en: 'Close anyway', ko: '그래도 닫기' },
} satisfies Record<string, Text>;

/** Whether the system speaks Korean. */
export const inKorean = (): boolean => app.getLocale().startsWith('ko');

/** Leads the page nowhere else, and opens nothing beside it. */
export function confine(page: WebContents): void {
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
  page.on('will-navigate', (event) => {
    // Loading itself anew is no way out.
    if (new URL(event.url).href !== `${ORIGIN}/`) event.preventDefault();
  });
  page.on('will-redirect', (event) => event.preventDefault());
  page.on('will-attach-webview', (event) => event.preventDefault());
}

/** The page may copy to the clipboard; camera, microphone, place and all the rest are denied. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_page, permission, decide) => decide(permission === WRITING));
  session.setPermissionCheckHandler((_page, permission) => permission === WRITING);
  session.setDevicePermissionHandler(() => false);
}

const WRITING = 'clipboard-sanitized-write';
