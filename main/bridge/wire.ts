import type { Text } from '../../nodes/alphabet/problem.ts';

/**
 * What carries whole messages both ways, in order: a WebSocket, Electron's IPC, two ends in one process. A wire knows nothing of what
 * it carries.
 */
export interface Wire {
  /** Sends one message. What is sent on a closed wire is lost in silence: whoever waits for an answer hears `onClose`. */
  send(bytes: Uint8Array): void;
  /** Sets who hears messages; messages that came before are handed over then. */
  onMessage(listener: (bytes: Uint8Array) => void): void;
  /** Sets who hears, once, that the wire is closed, from whichever end, and why where that is known. */
  onClose(listener: (why: Text | null) => void): void;
  /** Closes it from this end; `onClose` is told here too. */
  close(): void;
}
