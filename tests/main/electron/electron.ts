// Stands in for Electron: what the desktop asks of it, remembered.
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** A page as main knows it. */
export class FakePage extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly sent: Uint8Array[] = [];
  isGone = false;
  windowOpenHandler: (() => { action: string }) | null = null;
  readonly session = {
    setPermissionRequestHandler: vi.fn<(handler: RequestHandler) => void>(),
    setPermissionCheckHandler: vi.fn<(handler: (page: unknown, permission: string) => boolean) => void>(),
    setDevicePermissionHandler: vi.fn<(handler: () => boolean) => void>(),
  };
  /** Called with everything that is sent to the page. */
  hear: (bytes: Uint8Array) => void = () => undefined;

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.windowOpenHandler = handler;
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  send(_channel: string, bytes: Uint8Array): void {
    this.sent.push(bytes);
    this.hear(bytes);
  }
}

type RequestHandler = (page: unknown, permission: string, decide: (allowed: boolean) => void) => void;

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakePage();
  readonly options: Record<string, unknown>;
  address = '';
  isShown = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  wasMaximized = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    windows.push(this);
  }

  async loadURL(address: string): Promise<void> {
    this.address = address;
  }

  show = () => void (this.isShown = true);
  maximize = () => void (this.wasMaximized = true);
  isMaximized = () => this.wasMaximized;
  getNormalBounds = () => this.bounds;
  isMinimized = () => true;
  restore = vi.fn<() => void>();
  focus = vi.fn<() => void>();
}

/** Every window that was opened. */
export const windows: FakeWindow[] = [];

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  hasLock: true,
  folder: '',
  locale: 'en-US',
  becomeReady: (): void => undefined,
  requestSingleInstanceLock: () => app.hasLock,
  whenReady: () => new Promise<void>((resolve) => (app.becomeReady = resolve)),
  getPath: () => app.folder,
  getLocale: () => app.locale,
  quit: vi.fn<() => void>(),
  exit: vi.fn<(code: number) => void>(),
});

export const protocol = {
  registerSchemesAsPrivileged: vi.fn<(schemes: unknown) => void>(),
  handle: vi.fn<(scheme: string, handler: unknown) => void>(),
};

export const dialog = {
  showOpenDialog: vi.fn<(...args: unknown[]) => Promise<{ canceled: boolean; filePaths: string[] }>>(),
  showMessageBoxSync: vi.fn<(window: unknown, options: { message: string; buttons: string[] }) => number>(),
  showErrorBox: vi.fn<(title: string, content: string) => void>(),
  showSaveDialog: vi.fn<(...args: unknown[]) => Promise<{ canceled: boolean; filePath?: string }>>(),
};

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

export const Menu = {
  buildFromTemplate: vi.fn<(template: unknown[]) => unknown>((template) => template),
  setApplicationMenu: vi.fn<(menu: unknown) => void>(),
};

export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: vi.fn<(channel: string, bytes: Uint8Array) => void>(),
});

export const contextBridge = {
  exposeInMainWorld: vi.fn<(name: string, api: Record<string, unknown>) => void>(),
};

/** All of it, by the names that are imported from `electron`. */
export const electron = {
  app,
  BrowserWindow: FakeWindow,
  contextBridge,
  dialog,
  ipcRenderer,
  Menu,
  protocol,
  screen,
};
