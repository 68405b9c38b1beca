// All that the page gets from Electron: one object that carries bytes. It is frozen by the bridge itself.
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNEL } from './channel.ts';

/** What came before the page listened. */
const early: Uint8Array[] = [];
let hear = (bytes: Uint8Array): void => void early.push(bytes);

ipcRenderer.on(CHANNEL, (_event, bytes: Uint8Array) => hear(bytes));

contextBridge.exposeInMainWorld(
  'genloom',
  Object.freeze({
    platform: process.platform,
    post: (bytes: Uint8Array) => ipcRenderer.send(CHANNEL, bytes),
    listen(listener: (bytes: Uint8Array) => void) {
      hear = listener;
      for (const bytes of early.splice(0)) listener(bytes);
    },
  }),
);
