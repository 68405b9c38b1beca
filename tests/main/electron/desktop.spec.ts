import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import type { StudioNews } from '../../../main/bridge/contract.ts';
import { WindowEnd } from '../../../main/bridge/window-end.ts';
import { Windows } from '../../../main/bridge/windows.ts';
import type { MenuOptions } from '../../../main/electron/menu.ts';
import { fakeStudio, HELLO } from '../bridge/fake-studio.ts';

vi.mock('electron', async () => (await import('./electron.ts')).electron);
const opened = vi.hoisted(() => ({
  options: {} as Record<string, unknown>,
  granted: [] as string[],
  closed: 0,
  refused: null as Error | null,
}));
vi.mock('../../../main/server/open-studio.ts', () => ({
  openStudio(options: Record<string, unknown>) {
    if (opened.refused) throw opened.refused;
    opened.options = options;
    let tell!: (window: string, news: StudioNews) => void;
    const windows = new Windows((way) => {
      tell = way;
      return {
        ...fakeStudio({ hello: async () => HELLO }),
        grant: async (file: string) => void opened.granted.push(file),
      };
    });
    return { windows, studio: windows.studio, tell, close: async () => void opened.closed++ };
  },
}));

const { app, dialog, Menu, protocol, windows } = await import('./electron.ts');
const { openDesktop } = await import('../../../main/electron/desktop.ts');
const { menuTemplate } = await import('../../../main/electron/menu.ts');

const folder = mkdtempSync(path.join(tmpdir(), 'genloom-electron-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settle = async () => {
  for (let i = 0; i < 6; i++) await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(() => {
  app.removeAllListeners();
  Object.assign(app, { hasLock: true, folder, locale: 'en-US', quit: vi.fn() });
  windows.length = 0;
  Object.assign(opened, { granted: [], closed: 0, refused: null });
  vi.clearAllMocks();
});

/** Starts the desktop. */
async function start(...words: string[]) {
  const before = process.argv;
  const listeners = ['SIGINT', 'SIGTERM', 'SIGHUP'].map(
    (name) => [name, process.listeners(name as 'SIGINT')] as const,
  );
  process.argv = ['electron', '.', ...words];
  openDesktop();
  process.argv = before;
  for (const [name, known] of listeners)
    for (const listener of process.listeners(name as 'SIGINT'))
      if (!known.includes(listener)) process.off(name, listener);
  app.becomeReady();
  await settle();
}

/** Plays the page of the newest window. */
function page() {
  const { webContents } = windows.at(-1)!;
  const heard: StudioNews[] = [];
  const end = new WindowEnd(
    {
      send: (bytes) =>
        void webContents.ipc.emit(
          'genloom',
          { senderFrame: { parent: null, origin: 'genloom://window' } },
          bytes,
        ),
      onMessage: (listener) => void (webContents.hear = (bytes) => setImmediate(() => listener(bytes))),
      onClose: () => undefined,
      close: () => undefined,
    },
    { hear: (news) => void heard.push(news) },
  );
  return { end, heard };
}

describe('the desktop', () => {
  test('opens one window on its own protocol, which reaches the studio', async () => {
    await start();
    expect(windows).toHaveLength(1);
    expect(opened.options).toMatchObject({ host: 'desktop' });
    expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledTimes(1);
    expect(protocol.handle).toHaveBeenCalledTimes(1);
    const { end } = page();
    expect(await end.call('hello', {})).toEqual(HELLO);
  });

  test("where another process has the projects open, it says so in the system's language and ends", async () => {
    opened.refused = new Problem('They are open elsewhere.', '다른 곳에서 열려 있어요.');
    app.locale = 'ko-KR';
    await start();
    expect(dialog.showErrorBox).toHaveBeenCalledWith('Genloom', '다른 곳에서 열려 있어요.');
    expect(app.exit).toHaveBeenCalledWith(1);
    expect(windows).toHaveLength(0);
  });

  test('a second start hands over its file and ends', async () => {
    await start();
    const { end, heard } = page();
    await end.call('hello', {});
    app.emit('second-instance', {}, ['electron', '.', 'b.genloom'], '/home/me');
    await settle();
    expect(windows).toHaveLength(1);
    expect(windows[0]!.focus).toHaveBeenCalledTimes(1);
    const file = path.resolve('/home/me', 'b.genloom');
    expect(opened.granted).toEqual([file]);
    expect(heard).toEqual([{ kind: 'open file', file }]);
  });

  test('without the lock it opens nothing', async () => {
    app.hasLock = false;
    await start();
    expect(app.quit).toHaveBeenCalledTimes(1);
    expect(windows).toHaveLength(0);
  });

  test('files that were opened before the window was there wait for it', async () => {
    await start('/a/first.genloom');
    app.emit('open-file', { preventDefault: vi.fn() }, '/a/second.genloom');
    await settle();
    const { end, heard } = page();
    await end.call('hello', {});
    await settle();
    expect(opened.granted).toEqual(['/a/first.genloom', '/a/second.genloom']);
    expect(heard).toEqual([
      { kind: 'open file', file: '/a/first.genloom' },
      { kind: 'open file', file: '/a/second.genloom' },
    ]);
  });

  test('quits when its window is closed, after the studio has closed', async () => {
    await start();
    app.emit('window-all-closed');
    expect(app.quit).toHaveBeenCalledTimes(process.platform === 'darwin' ? 0 : 1);
    const before = app.quit.mock.calls.length;
    const preventDefault = vi.fn();
    app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(1);
    await settle();
    expect(opened.closed).toBe(1);
    expect(app.quit).toHaveBeenCalledTimes(before + 1);
    // The wish that follows goes through.
    app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(1);
  });

  test('its menu sends commands to the window', async () => {
    app.locale = 'ko-KR';
    await start();
    const { end, heard } = page();
    await end.call('hello', {});
    const [menu] = Menu.setApplicationMenu.mock.calls[0] as [
      { label?: string; submenu: { id?: string; click?: () => void }[] }[],
    ];
    expect(menu.map(({ label }) => label)).toContain('프로젝트');
    menu.flatMap(({ submenu }) => submenu ?? []).find(({ id }) => id === 'save-project')!.click!();
    await settle();
    expect(heard).toEqual([{ kind: 'command', command: 'save-project' }]);
  });
});

describe('the menus', () => {
  const options: MenuOptions = { language: 'en', mac: false, developer: false, perform: () => undefined };

  test('take no keys from the window, and have tools for those who build it only then', () => {
    const all = (more: Partial<MenuOptions> = {}) =>
      menuTemplate({ ...options, ...more }).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    for (const item of all()) if (item.accelerator) expect(item.registerAccelerator).toBe(false);
    const roles = (more?: Partial<MenuOptions>) => all(more).map(({ role }) => role);
    expect(roles()).not.toContain('toggleDevTools');
    expect(roles({ developer: true })).toContain('toggleDevTools');
    expect(roles()).toContain('quit');
    expect(menuTemplate({ ...options, mac: true })[0]).toEqual({ role: 'appMenu' });
  });
});
