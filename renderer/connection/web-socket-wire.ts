import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Wire } from '../../main/bridge/wire.ts';

/** Bytes that may wait to leave; a machine that reads no more is taken to be gone. */
const UNSENT = 256 * 1024 * 1024;

/** What the numbers mean with which a WebSocket closes. */
const MEANINGS: Readonly<Record<number, Text>> = {
  1001: { en: 'Genloom was closed on the machine.', ko: '컴퓨터에서 Genloom이 닫혔습니다.' },
  1009: {
    en: 'What the window sent was too large for the machine.',
    ko: '창이 보낸 내용이 너무 커서 컴퓨터가 받지 않았습니다.',
  },
};

/**
 * Opens a WebSocket as a wire.
 * @returns once it is open; `null` where it could not be opened: a page never learns why
 */
export function openWebSocketWire(address: string, signal: AbortSignal): Promise<Wire | null> {
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  signal.addEventListener('abort', () => socket.close(), { once: true });
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(wireOf(socket)), { once: true });
    socket.addEventListener('close', () => resolve(null), { once: true });
  });
}

function wireOf(socket: WebSocket): Wire {
  return {
    send(bytes) {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > UNSENT) socket.close();
      else socket.send(bytes as Uint8Array<ArrayBuffer>);
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
        listener(data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array()),
      );
    },
    onClose(listener) {
      socket.addEventListener('close', ({ code }) => listener(MEANINGS[code] ?? null), { once: true });
    },
    close: () => socket.close(),
  };
}

/** Whether the server is there and knows this browser, or is not there at all: `false` only where it says that it does not. */
export async function isTokenKnown(): Promise<boolean> {
  try {
    return (await fetch('/alive', { cache: 'no-store' })).status !== 401;
  } catch {
    return true;
  }
}
