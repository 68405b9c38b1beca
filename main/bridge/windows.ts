import type { StudioCalls, StudioNews } from './contract.ts';
import { HostEnd, type HostEndOptions } from './host-end.ts';
import type { Wire } from './wire.ts';

/** Tells one window, by its name, or all of them. */
export type Tell = (window: string, news: StudioNews) => void;

/** What a host answers with: the calls of the contract, and an ear for windows that go away. */
export type WindowedStudio = StudioCalls & { windowClosed(window: string): void | Promise<void> };

/** All windows that a host has open, each behind a wire of its own. */
export class Windows<S extends WindowedStudio> {
  /** What answers them. */
  readonly studio: S;
  readonly #options: Pick<HostEndOptions, 'largest' | 'onMistake'>;
  readonly #ends = new Map<string, HostEnd>();

  /** @param make makes the studio, which is given the way to tell windows */
  constructor(make: (tell: Tell) => S, options: Pick<HostEndOptions, 'largest' | 'onMistake'> = {}) {
    this.#options = options;
    this.studio = make((window, news) => this.#tell(window, news));
  }

  get count(): number {
    return this.#ends.size;
  }

  /**
   * Takes a window in.
   * @returns its name
   */
  add(wire: Wire): string {
    const window = crypto.randomUUID();
    const end = new HostEnd(wire, {
      ...this.#options,
      window,
      studio: this.studio,
      onClose: () => {
        this.#ends.delete(window);
        Promise.resolve()
          .then(() => this.studio.windowClosed(window))
          .catch((error: unknown) => this.#options.onMistake?.(error));
      },
    });
    this.#ends.set(window, end);
    return window;
  }

  /** Parts from all of them. */
  close(): void {
    for (const end of this.#ends.values())
      end.close({ en: 'Genloom was closed on the machine.', ko: '컴퓨터에서 Genloom이 닫혔습니다.' });
  }

  #tell(window: string, news: StudioNews): void {
    if (window === 'all') for (const end of this.#ends.values()) end.tell(news);
    else this.#ends.get(window)?.tell(news);
  }
}
