import type { WebSocket } from 'ws';
import type { Wire } from '../bridge/wire.ts';

/** Bytes that may wait for a window that does not read. What it asked for waits here too, so it is cut off beyond that. */
const UNREAD = 256 * 1024 * 1024;
/** Milliseconds between two looks whether the other side still lives. */
const PING = 20_000;

/** A WebSocket of a window as a wire. */
export function webSocketWire(socket: WebSocket): Wire {
  let alive = true;
  const ping = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, PING);
  socket.on('pong', () => (alive = true));
  socket.on('close', () => clearInterval(ping));
  // What is wrong with the connection itself ends it; `close` follows and tells.
  socket.on('error', () => undefined);
  return {
    send(bytes) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > UNREAD) return socket.terminate();
      socket.send(bytes);
    },
    onMessage(listener) {
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        alive = true;
        // Text is none of ours: as bytes it cannot be read, and is answered so.
        listener(isBinary ? data : new Uint8Array());
      });
    },
    onClose: (listener) => void socket.on('close', () => listener(null)),
    close: () => socket.close(1001),
  };
}
