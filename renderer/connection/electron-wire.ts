import type { Wire } from '../../main/bridge/wire.ts';

/** All that the desktop gives to the page: bytes there and back. */
export interface DesktopBridge {
  readonly platform: string;
  post(bytes: Uint8Array): void;
  /** Sets who hears bytes. */
  listen(hear: (bytes: Uint8Array) => void): void;
}

/** The desktop's bridge as a wire. It closes with the window. */
export function electronWire(bridge: DesktopBridge): Wire {
  return {
    // A copy: the encoder's bytes are a window onto a larger block, all of which would be sent.
    send: (bytes) => bridge.post(bytes.slice()),
    onMessage: (listener) => bridge.listen(listener),
    onClose: () => undefined,
    close: () => undefined,
  };
}
