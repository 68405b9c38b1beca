import { decode, encode } from '../../main/bridge/codec.ts';

/** Bytes that one answer may take: what an edit changes takes some thousand. */
const ROOM = 256 * 1024;
/** The first two numbers of the memory: whether an answer lies there, and its bytes. */
const [STATE, LENGTH, NUMBERS] = [0, 1, 2] as const;
const [EMPTY, FULL] = [0, 1] as const;

/**
 * Memory that a window and its worker see at once. A message from a worker is heard between tasks, and a browser draws the frame
 * after a key press before it hears any; what lies here can be taken while that frame is made, so that it shows in it.
 * @returns `null` where the browser shares no memory: a page must be isolated from all others for that
 */
export const sharedMemory = (): SharedArrayBuffer | null =>
  typeof SharedArrayBuffer === 'undefined' || !globalThis.crossOriginIsolated
    ? null
    : new SharedArrayBuffer(NUMBERS * Int32Array.BYTES_PER_ELEMENT + ROOM);

/** A place for one plain message: one side puts, the other one takes. */
export interface Mailbox {
  /** @returns whether the message lies there now; `false` where another one does, or where it is too large */
  put(message: unknown): boolean;
  /** @returns the message, once; `null` where none lies there */
  take(): unknown;
}

export function mailboxIn(memory: SharedArrayBuffer): Mailbox {
  const numbers = new Int32Array(memory, 0, NUMBERS);
  const room = new Uint8Array(memory, numbers.byteLength);
  return {
    put(message) {
      if (Atomics.load(numbers, STATE) !== EMPTY) return false;
      const bytes = encode(message);
      if (bytes.length > room.length) return false;
      room.set(bytes);
      Atomics.store(numbers, LENGTH, bytes.length);
      Atomics.store(numbers, STATE, FULL);
      return true;
    },
    take() {
      if (Atomics.load(numbers, STATE) !== FULL) return null;
      const message = decode(room.slice(0, Atomics.load(numbers, LENGTH)));
      Atomics.store(numbers, STATE, EMPTY);
      return message;
    },
  };
}
