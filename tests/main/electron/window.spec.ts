import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', async () => (await import('./electron.ts')).electron);

const { app, contextBridge, dialog, FakePage, ipcRenderer, windows } = await import('./electron.ts');
const { chooseFile } = await import('../../../main/electron/choose-file.ts');
const { listenToPage } = await import('../../../main/electron/page-wire.ts');
const { answer } = await import('../../../main/electron/protocol.ts');
const { openWindow } = await import('../../../main/electron/window.ts');
const { electronWire } = await import('../../../renderer/connection/electron-wire.ts');

type Page = Parameters<typeof listenToPage>[0];
type Window = Parameters<typeof chooseFile>[0];

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-electron-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  app.folder = folder;
  windows.length = 0;
  rmSync(path.join(folder, 'window.json'), { force: true });
});

describe('the window', () => {
  test('is sandboxed, isolated and without Node', () => {
    openWindow('/out');
    expect(windows[0]!.options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      preload: path.join('/out', 'preload.cjs'),
    });
    expect(windows[0]!.address).toBe('genloom://window/');
  });

  test('leads nowhere else and opens nothing', () => {
    openWindow('/out');
    const page = windows[0]!.webContents;
    expect(page.windowOpenHandler!()).toEqual({ action: 'deny' });
    const prevented = (name: string, url = 'https://evil.example/') => {
      const preventDefault = vi.fn();
      page.emit(name, { url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    };
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'genloom://other/',
      'genloom://window/x.js',
      'data:text/html,x',
    ])
      expect(prevented('will-navigate', url), url).toBe(true);
    expect(prevented('will-navigate', 'genloom://window/')).toBe(false);
    expect(prevented('will-redirect')).toBe(true);
    expect(prevented('will-attach-webview')).toBe(true);
  });

  test('is denied every permission but copying', () => {
    openWindow('/out');
    const { session } = windows[0]!.webContents;
    const [ask] = session.setPermissionRequestHandler.mock.calls[0]!;
    const [check] = session.setPermissionCheckHandler.mock.calls[0]!;
    const [device] = session.setDevicePermissionHandler.mock.calls[0]!;
    const asked = (permission: string) => {
      let answered: boolean | undefined;
      ask(null, permission, (allowed) => (answered = allowed));
      return answered;
    };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'hid',
      'unknown',
    ])
      expect([asked(permission), check(null, permission)], permission).toEqual([false, false]);
    expect([asked('clipboard-sanitized-write'), check(null, 'clipboard-sanitized-write')]).toEqual([
      true,
      true,
    ]);
    expect(device()).toBe(false);
  });

  test('asks before edits are lost that could be kept nowhere', () => {
    openWindow('/out');
    const leaves = (answer: number) => {
      dialog.showMessageBoxSync.mockReturnValueOnce(answer);
      const preventDefault = vi.fn();
      windows[0]!.webContents.emit('will-prevent-unload', { preventDefault });
      return preventDefault.mock.calls.length === 1;
    };
    app.locale = 'ko';
    expect([leaves(0), leaves(1)]).toEqual([false, true]);
    expect(dialog.showMessageBoxSync.mock.calls[0]![1]).toMatchObject({
      message: '마지막 편집을 저장하지 못했습니다.',
      buttons: ['머무르기', '그래도 닫기'],
    });
    app.locale = 'en-US';
  });

  test('comes back where it was, unless that can not be seen any more', () => {
    openWindow('/out');
    windows[0]!.wasMaximized = true;
    windows[0]!.emit('close');
    openWindow('/out');
    expect(windows[1]!.options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
    windows[1]!.emit('ready-to-show');
    expect([windows[1]!.isShown, windows[1]!.wasMaximized]).toEqual([true, true]);
    for (const text of [
      '{"x":5000,"y":20,"width":1000,"height":700,"maximized":false}',
      '{"x":"left"}',
      'broken',
    ]) {
      writeFileSync(path.join(folder, 'window.json'), text);
      openWindow('/out');
      expect(windows.at(-1)!.options, text).toMatchObject({ width: 1440, height: 900 });
      expect(windows.at(-1)!.options, text).not.toHaveProperty('x');
    }
  });
});

describe('the wire to a page', () => {
  const ours = { parent: null, origin: 'genloom://window' };
  const listening = () => {
    const page = new FakePage();
    const heard: number[][] = [];
    const closed: number[] = [];
    let count = 0;
    listenToPage(page as unknown as Page, (wire) => {
      const which = ++count;
      wire.onMessage((bytes) => heard.push([which, ...bytes]));
      wire.onClose(() => closed.push(which));
      wire.send(new Uint8Array(1000).subarray(0, 2));
    });
    const say = (frame: unknown, message: unknown) =>
      page.ipc.emit('genloom', { senderFrame: frame }, message);
    return { page, heard, closed, say };
  };

  test('carries bytes of our own main frame, and of nobody else', () => {
    const { page, heard, say } = listening();
    say({ parent: ours, origin: 'genloom://window' }, new Uint8Array([1]));
    say({ parent: null, origin: 'https://evil.example' }, new Uint8Array([2]));
    say({ parent: null, origin: 'null' }, new Uint8Array([3]));
    say(null, new Uint8Array([4]));
    say(ours, 'text');
    say(ours, [5]);
    expect(heard).toEqual([]);
    expect(page.sent).toEqual([]);
    say(ours, new Uint8Array([6]));
    expect(heard).toEqual([[1, 6]]);
    // Two bytes are sent as two, not as the block that they lay in.
    expect(page.sent.map(({ buffer }) => buffer.byteLength)).toEqual([2]);
  });

  test('closes when the page is loaded anew or is gone, and opens again when it speaks', () => {
    const { page, heard, closed, say } = listening();
    say(ours, new Uint8Array([1]));
    page.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    expect(closed).toEqual([]);
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(closed).toEqual([1]);
    say(ours, new Uint8Array([2]));
    page.emit('render-process-gone');
    page.isGone = true;
    page.emit('destroyed');
    expect(heard).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(closed).toEqual([1, 2]);
  });
});

describe('the preload script', () => {
  test('gives the page one frozen object that carries bytes', async () => {
    await import('../../../main/electron/preload.ts');
    const [[name, api]] = contextBridge.exposeInMainWorld.mock.calls as [[string, Record<string, unknown>]];
    expect(contextBridge.exposeInMainWorld).toHaveBeenCalledTimes(1);
    expect(name).toBe('genloom');
    expect(Object.keys(api).sort()).toEqual(['listen', 'platform', 'post']);
    expect(Object.isFrozen(api)).toBe(true);
    const wire = electronWire(api as unknown as Parameters<typeof electronWire>[0]);
    ipcRenderer.emit('genloom', {}, new Uint8Array([1]));
    const heard: number[] = [];
    wire.onMessage((bytes) => heard.push(...bytes));
    ipcRenderer.emit('genloom', {}, new Uint8Array([2]));
    expect(heard).toEqual([1, 2]);
    wire.send(new Uint8Array(1000).subarray(0, 3));
    const [channel, bytes] = ipcRenderer.send.mock.calls[0]!;
    expect(channel).toBe('genloom');
    expect(bytes.buffer.byteLength).toBe(3);
  });
});

describe('the protocol', () => {
  const files = path.join(folder, 'files');
  mkdirSync(path.join(files, 'assets'), { recursive: true });
  writeFileSync(path.join(files, 'index.html'), 'the window');
  writeFileSync(path.join(files, 'assets/main.js'), 'export {}');
  writeFileSync(path.join(files, 'notes.txt'), 'notes');
  writeFileSync(path.join(folder, 'secret.json'), '{}');
  const ask = (url: string, method = 'GET') => answer(files, new URL(url), method);

  test('serves the built window, with the policy that browsers get', async () => {
    const page = await ask('genloom://window/');
    expect(await page.text()).toBe('the window');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*connect-src 'self';/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await ask('genloom://window/assets/main.js?x');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('serves nothing else', async () => {
    symlinkSync(path.join(folder, 'secret.json'), path.join(files, 'assets', 'looks-fine.txt'));
    for (const url of [
      'genloom://other/',
      'genloom://window/nothing.js',
      'genloom://window/assets',
      'genloom://window/notes.txt',
      'genloom://window/..%2fsecret.json',
      'genloom://window/%2e%2e/secret.json',
      'genloom://window/assets/..%2f..%2fsecret.json',
      'genloom://window//etc/hosts.json',
      'genloom://window/%00.js',
      'genloom://window/%',
    ])
      expect((await ask(url)).status, url).toBe(404);
    expect((await ask('genloom://window/', 'POST')).status).toBe(404);
    expect(existsSync(path.join(folder, 'secret.json'))).toBe(true);
  });
});

describe('the dialogs', () => {
  const window = {} as Window;

  test('ask for documents, and say what was chosen', async () => {
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/a/b.genloom'] });
    expect(await chooseFile(window, 'open', '/projects')).toBe('/a/b.genloom');
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    expect(await chooseFile(window, 'open', '/projects')).toBe(null);
    expect(dialog.showOpenDialog.mock.calls[0]![1]).toMatchObject({
      defaultPath: '/projects',
      filters: [{ extensions: ['genloom'] }],
    });
  });

  test('propose a name in the folder of projects, and complete the ending', async () => {
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: '/projects/new' });
    expect(await chooseFile(window, 'save', '/projects', '../../evil')).toBe('/projects/new.genloom');
    expect(dialog.showSaveDialog.mock.calls[0]![1]).toMatchObject({
      defaultPath: path.join('/projects', 'evil.genloom'),
    });
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true });
    expect(await chooseFile(window, 'save', '/projects')).toBe(null);
  });
});
