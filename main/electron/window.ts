import path from 'node:path';
import { BrowserWindow, type Session, type WebContents } from 'electron';
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
  void window.loadURL(`${ORIGIN}/`);
  return window;
}

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
