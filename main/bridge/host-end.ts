import { textOf, Problem, type Text } from '../../nodes/alphabet/problem.ts';
import { Outbox } from '../engine/outbox.ts';
import { isCall, readArguments } from './arguments.ts';
import { decode, encode, LARGEST_MESSAGE } from './codec.ts';
import type { Caller, StudioCalls, StudioNews } from './contract.ts';
import { readFromWindow, type FromHost, type FromWindow } from './envelope.ts';
import { keyOf, merge } from './news.ts';
import type { Wire } from './wire.ts';

/** Calls of one window that may be at work at once. */
const AT_WORK = 256;
/** Messages that make no sense. A window that sends more than these is cut off. */
const PATIENCE = 100;

export interface HostEndOptions {
  /** What calls name their window by. */
  readonly window: string;
  readonly studio: StudioCalls;
  /** Bytes of the largest message, either way. */
  readonly largest?: number;
  /** Hears errors that are a mistake of the program itself. */
  readonly onMistake?: (error: unknown) => void;
  /** The window went away, from whichever end. */
  readonly onClose?: () => void;
}

/**
 * The machine's end of one window's wire: answers its calls by the contract, hands it news as fast as it takes them, and aborts what it
 * asked for when it goes away. What makes no sense gets a sentence and changes nothing; the wire stays, until there was a hundred of it.
 */
export class HostEnd {
  readonly #wire: Wire;
  readonly #options: HostEndOptions;
  readonly #largest: number;
  readonly #atWork = new Map<number, AbortController>();
  readonly #outbox: Outbox<StudioNews>;
  #lastId = 0;
  #nonsense = 0;
  #closed = false;

  constructor(wire: Wire, options: HostEndOptions) {
    this.#wire = wire;
    this.#options = options;
    this.#largest = options.largest ?? LARGEST_MESSAGE;
    this.#outbox = new Outbox<StudioNews>({
      keyOf,
      merge,
      send: (news, number) => this.#sendNews(news, number),
    });
    wire.onClose(() => this.#close());
    wire.onMessage((bytes) => this.#hear(bytes));
  }

  /** Tells the window; of news that it is too slow for it hears the newest. */
  tell(news: StudioNews): void {
    if (!this.#closed) this.#outbox.put(news);
  }

  /** Parts from the window, which hears why. */
  close(why: Text): void {
    this.#send({ refused: why });
    this.#wire.close();
  }

  #hear(bytes: Uint8Array): void {
    if (this.#closed) return;
    let message: FromWindow;
    try {
      message = readFromWindow(decode(bytes, this.#largest));
    } catch (error) {
      return this.#refuse(textOf(error));
    }
    if ('call' in message) return this.#begin(message.call, message.id, message.args);
    if ('cancel' in message) {
      // What has just been answered is not known any more: both were on their way.
      this.#atWork.get(message.cancel)?.abort(new Cancelled());
      this.#atWork.delete(message.cancel);
    } else if ('taken' in message) {
      if (!this.#outbox.taken(message.taken)) this.#refuse(UNKNOWN_NEWS);
    } else this.#send({ beat: message.beat });
  }

  #begin(name: string, id: number, args: unknown): void {
    // Numbers go up, so that no answer can be taken for that of another call.
    if (id <= this.#lastId) return this.#refuse(numberAgain(id));
    this.#lastId = id;
    const stop = new AbortController();
    const answer = this.#answer(name, args, { window: this.#options.window, signal: stop.signal });
    this.#atWork.set(id, stop);
    void answer.then(
      (result) => this.#settle(id, { id, result }),
      (error: unknown) => {
        if (!(error instanceof Problem) && !stop.signal.aborted) this.#options.onMistake?.(error);
        this.#settle(id, { id, error: textOf(error) });
      },
    );
  }

  async #answer(name: string, args: unknown, caller: Caller): Promise<unknown> {
    if (!isCall(name)) throw unknownCall(name);
    if (this.#atWork.size >= AT_WORK) throw tooMany();
    const read = readArguments(name, args);
    const call = this.#options.studio[name] as (args: unknown, caller: Caller) => Promise<unknown>;
    return call.call(this.#options.studio, read, caller);
  }

  /** Sends an answer that is still waited for. */
  #settle(id: number, answer: FromHost): void {
    if (this.#atWork.delete(id)) this.#send(answer, id);
  }

  #send(message: FromHost, id?: number): void {
    let bytes: Uint8Array;
    try {
      bytes = encode(message, this.#largest);
    } catch (error) {
      // An answer that cannot travel becomes the sentence about it; nothing else that is sent can be wrong in such a way.
      if (id === undefined) throw error;
      bytes = encode({ id, error: textOf(error) } satisfies FromHost, this.#largest);
    }
    this.#wire.send(bytes);
  }

  #sendNews(news: StudioNews, number: number): void {
    try {
      this.#send({ news, number });
    } catch (error) {
      // Nobody waits for it: the window hears the next one.
      this.#options.onMistake?.(error);
      queueMicrotask(() => this.#outbox.taken(number));
    }
  }

  #refuse(why: Text): void {
    if (++this.#nonsense > PATIENCE) this.close(why);
    else this.#send({ refused: why });
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#atWork.values()) stop.abort(new Cancelled());
    this.#atWork.clear();
    this.#options.onClose?.();
  }
}

/** The reason of a signal: the window cancelled the call, or went away. */
export class Cancelled extends Problem {
  constructor() {
    super('The window does not wait for this any more.', '창이 더 이상 이 결과를 기다리지 않습니다.');
  }
}

const UNKNOWN_NEWS: Text = {
  en: 'The window took news that were not sent to it.',
  ko: '창이 받지 않은 소식을 받았다고 알렸습니다.',
};

const numberAgain = (id: number): Text => ({
  en: `A call came under the number ${id}, which was used before. Numbers go up; nothing was done.`,
  ko: `이미 쓴 번호 ${id}(으)로 요청이 왔습니다. 번호는 커져야 합니다. 아무것도 하지 않았습니다.`,
});

const unknownCall = (name: string): Problem =>
  new Problem(
    `This Genloom knows no call '${name}': the window is of another version. Reload it.`,
    `이 Genloom에는 '${name}' 요청이 없습니다. 창의 버전이 다릅니다. 창을 새로 고치세요.`,
  );

const tooMany = (): Problem =>
  new Problem(
    `The window waits for ${AT_WORK} answers already. Wait for some of them first.`,
    `창이 이미 답을 ${AT_WORK}개 기다리고 있습니다. 먼저 온 요청이 끝난 뒤에 다시 하세요.`,
  );
