import type { WebContents, WebFrameMain } from 'electron';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Wire } from '../bridge/wire.ts';
import { CHANNEL, ORIGIN } from './channel.ts';

/**
 * Opens a wire to a page when it first speaks, and another when the page was loaded anew. Only the main frame of our own page is
 * listened to.
 * @param open takes the wire
 */
export function listenToPage(page: WebContents, open: (wire: Wire) => void): void {
  let end: PageWire | null = null;
  const part = () => {
    end?.close();
    end = null;
  };
  page.ipc.on(CHANNEL, (event, bytes: unknown) => {
    if (!isOurPage(event.senderFrame) || !(bytes instanceof Uint8Array)) return;
    if (!end) {
      end = new PageWire(page);
      open(end);
    }
    end.hear(bytes);
  });
  page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) part();
  });
  page.on('render-process-gone', part);
  page.on('destroyed', part);
}

const isOurPage = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && frame.origin === ORIGIN;

class PageWire implements Wire {
  readonly #page: WebContents;
  #hear: (bytes: Uint8Array) => void = () => undefined;
  #closed: (why: Text | null) => void = () => undefined;
  #isOpen = true;

  constructor(page: WebContents) {
    this.#page = page;
  }

  hear(bytes: Uint8Array): void {
    if (this.#isOpen) this.#hear(bytes);
  }

  send(bytes: Uint8Array): void {
    // A copy: the encoder's bytes are a window onto a larger block, all of which would be sent.
    if (this.#isOpen && !this.#page.isDestroyed()) this.#page.send(CHANNEL, new Uint8Array(bytes));
  }

  onMessage(listener: (bytes: Uint8Array) => void): void {
    this.#hear = listener;
  }

  onClose(listener: (why: Text | null) => void): void {
    this.#closed = listener;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#closed(null);
  }
}
