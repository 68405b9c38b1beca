import { textOf, Problem, type Text } from '../../nodes/alphabet/problem.ts';
import { decode, encode, LARGEST_MESSAGE } from './codec.ts';
import type { Arguments, CallName, Result, StudioNews } from './contract.ts';
import { readFromHost, type FromHost, type FromWindow } from './envelope.ts';
import type { Wire } from './wire.ts';

export interface WindowEndOptions {
  /** Hears news; the machine sends more when its promises have resolved. */
  readonly hear: (news: StudioNews) => void | Promise<void>;
  /** The wire is closed: nothing comes any more. */
  readonly onClose?: (why: Text | null) => void;
  /** Hears what neither call nor news can tell: messages that make no sense, on either side. */
  readonly onTrouble?: (why: Text) => void;
  /** Bytes of the largest message, either way. */
  readonly largest?: number;
}

/** The wire closed under a call, so nobody knows whether the machine did it. */
export class Lost extends Problem {}

/** The window's end of its wire. */
export class WindowEnd {
  readonly #wire: Wire;
  readonly #options: WindowEndOptions;
  readonly #largest: number;
  readonly #waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: unknown) => void }
  >();
  #lastId = 0;
  #lastBeat = 0;
  #closed = false;
  /** When something was heard last, by `performance.now()`. */
  heardAt: number = performance.now();

  constructor(wire: Wire, options: WindowEndOptions) {
    this.#wire = wire;
    this.#options = options;
    this.#largest = options.largest ?? LARGEST_MESSAGE;
    wire.onClose((why) => this.#close(why));
    wire.onMessage((bytes) => this.#hear(bytes));
  }

  /**
   * Asks the machine.
   * @param signal stops waiting, and tells the machine to stop
   * @throws Problem with the machine's sentence; Lost where the wire closed meanwhile; the signal's reason where it was aborted
   */
  call<C extends CallName>(name: C, args: Arguments<C>, signal?: AbortSignal): Promise<Result<C>> {
    return new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      if (this.#closed) return reject(lost(null));
      const id = ++this.#lastId;
      this.#send({ call: name, id, args });
      const stop = () => {
        this.#waiting.delete(id);
        this.#send({ cancel: id });
        reject(signal!.reason as Error);
      };
      signal?.addEventListener('abort', stop, { once: true });
      const release = () => signal?.removeEventListener('abort', stop);
      this.#waiting.set(id, {
        resolve: (result) => (release(), resolve(result)),
        reject: (error) => (release(), reject(error as Error)),
      });
    }) as Promise<Result<C>>;
  }

  /** Asks whether anybody is there: an answer moves `heardAt`. */
  beat(): void {
    this.#send({ beat: ++this.#lastBeat });
  }

  close(): void {
    this.#wire.close();
  }

  /** @throws Problem where the message cannot travel */
  #send(message: FromWindow): void {
    if (!this.#closed) this.#wire.send(encode(message, this.#largest));
  }

  #hear(bytes: Uint8Array): void {
    if (this.#closed) return;
    this.heardAt = performance.now();
    let message: FromHost;
    try {
      message = readFromHost(decode(bytes, this.#largest));
    } catch (error) {
      this.#options.onTrouble?.(textOf(error));
      return;
    }
    if ('news' in message) void this.#take(message.news as unknown as StudioNews, message.number);
    else if ('id' in message) {
      // Without one it is the answer to a call that was cancelled.
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ('error' in message) waiting?.reject(new Problem(message.error.en, message.error.ko));
      else waiting?.resolve(message.result);
    } else if ('refused' in message) this.#options.onTrouble?.(message.refused);
  }

  async #take(news: StudioNews, number: number): Promise<void> {
    try {
      await this.#options.hear(news);
    } catch (error) {
      this.#options.onTrouble?.(textOf(error));
    } finally {
      this.#send({ taken: number });
    }
  }

  #close(why: Text | null): void {
    if (this.#closed) return;
    this.#closed = true;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(lost(why));
    this.#options.onClose?.(why);
  }
}

function lost(why: Text | null): Lost {
  return new Lost(
    `${why?.en ?? 'The connection to the machine was lost.'} Try this again when it is back.`,
    `${why?.ko ?? '컴퓨터와의 연결이 끊어졌습니다.'} 다시 연결되면 다시 해 보세요.`,
  );
}
