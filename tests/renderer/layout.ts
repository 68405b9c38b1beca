import { vi } from 'vitest';

/** React Flow measures cards; a page without layout is told that every element is as large as a card. */
export function giveLayout(): void {
  Object.defineProperties(HTMLElement.prototype, {
    offsetWidth: { configurable: true, get: () => 184 },
    offsetHeight: { configurable: true, get: () => 120 },
  });
  class Sized {
    readonly #tell: ResizeObserverCallback;
    constructor(tell: ResizeObserverCallback) {
      this.#tell = tell;
    }
    observe(target: Element) {
      const box = { width: 1000, height: 700 } as DOMRectReadOnly;
      this.#tell([{ target, contentRect: box } as ResizeObserverEntry], this as never);
    }
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Sized);
  vi.stubGlobal(
    'DOMMatrixReadOnly',
    class {
      readonly m22 = 1;
    },
  );
}
