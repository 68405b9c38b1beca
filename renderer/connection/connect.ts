// The window's way to its machine: over the desktop's bridge where there is one, else over a WebSocket to where the page came from.
import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import type { Arguments, CallName, Result, StudioNews } from '../../main/bridge/contract.ts';
import { Lost, WindowEnd } from '../../main/bridge/window-end.ts';
import type { Wire } from '../../main/bridge/wire.ts';
import { electronWire, type DesktopBridge } from './electron-wire.ts';
import { isTokenKnown, openWebSocketWire } from './web-socket-wire.ts';

export type ConnectionStatus =
  | { readonly is: 'connected' }
  /** `since` is in milliseconds since 1970; `why` is `null` at the first time. */
  | { readonly is: 'connecting'; readonly since: number; readonly why: Text | null }
  /** The machine does not let this window in. It goes on asking, slowly: a new token may have been brought in another tab. */
  | { readonly is: 'gone'; readonly why: Text };

/** The machine as a window sees it. */
export interface Studio {
  /**
   * Asks the machine. Before the first connection every call waits for it. Later, a call of `SAFE_TO_REPEAT` waits for a lost
   * connection to come back and is made again; any other fails with a sentence, because nobody knows whether it was done.
   * @throws Problem, or the signal's reason
   */
  call<C extends CallName>(name: C, args: Arguments<C>, signal?: AbortSignal): Promise<Result<C>>;
  /** @returns ends the listening */
  onNews(hear: (news: StudioNews) => void | Promise<void>): () => void;
  readonly status: ConnectionStatus;
  /** Hears every change of `status`. Each `connected` after the first is a new acquaintance: open projects anew. */
  onStatus(hear: (status: ConnectionStatus) => void): () => void;
  /** Hears what belongs to no call: messages that make no sense. */
  onTrouble(hear: (why: Text) => void): () => void;
  close(): void;
}

/** Calls that only ask, and whose answer does not hang on what this window has open. */
export const SAFE_TO_REPEAT: ReadonlySet<CallName> = new Set<CallName>([
  'hello',
  'gallery',
  'thumbnail',
  'browse',
  'versions',
  'readVersion',
  'runs',
  'records',
  'runDocument',
  'exportFormats',
  'engine',
]);

/** Milliseconds before the second attempt to connect; each later one waits twice as long, up to the longest. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;
/** Milliseconds of silence after which the window asks whether anybody is there, and that it waits for the answer. */
const SILENCE = 15_000;
const ANSWER = 15_000;

declare global {
  /** What Electron's preload puts there. */
  var genloom: DesktopBridge | undefined;
}

/** How a wire is come by; tests bring their own. */
export interface Reach {
  /** Opens a wire; `null` where that failed. */
  open(signal: AbortSignal): Promise<Wire | null>;
  /** Why it will fail again, where that is known. */
  whyNot(): Promise<Text | null>;
}

/** Connects to the machine that this page came from, and stays connected. */
export function connect(reach: Reach = reachHere()): Studio {
  return new Connection(reach);
}

function reachHere(): Reach {
  const desktop = globalThis.genloom;
  if (desktop)
    return { open: () => Promise.resolve(electronWire(desktop)), whyNot: () => Promise.resolve(null) };
  const address = new URL('/bridge', location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  return {
    open: (signal) => openWebSocketWire(address.href, signal),
    whyNot: async () => ((await isTokenKnown()) ? null : TOKEN_FORGOTTEN),
  };
}

class Connection implements Studio {
  status: ConnectionStatus = { is: 'connecting', since: Date.now(), why: null };
  readonly #reach: Reach;
  readonly #closed = new AbortController();
  readonly #news = new Set<(news: StudioNews) => void | Promise<void>>();
  readonly #statuses = new Set<(status: ConnectionStatus) => void>();
  readonly #troubles = new Set<(why: Text) => void>();
  /** Resolves with the end of the wire that is open, or that will be. */
  #end = deferred<WindowEnd>();
  /** Resolves when somebody listens to news. */
  readonly #listened = deferred<void>();
  #connectedOnce = false;
  #wake: (() => void) | null = null;

  constructor(reach: Reach) {
    this.#reach = reach;
    // Back from sleep or from the other side of a tunnel: try at once.
    globalThis.addEventListener?.('online', () => this.#wake?.());
    void this.#stayConnected();
  }

  async call<C extends CallName>(name: C, args: Arguments<C>, signal?: AbortSignal): Promise<Result<C>> {
    for (;;) {
      const connecting = this.status.is !== 'connected';
      if (connecting && this.#connectedOnce && !SAFE_TO_REPEAT.has(name)) throw away();
      const end = await unless(signal, this.#end.promise);
      try {
        return await end.call(name, args, signal);
      } catch (error) {
        if (!(error instanceof Lost) || !SAFE_TO_REPEAT.has(name) || this.#closed.signal.aborted) throw error;
      }
    }
  }

  onNews(hear: (news: StudioNews) => void | Promise<void>): () => void {
    const enough = listen(this.#news, hear);
    this.#listened.resolve();
    return enough;
  }

  onStatus(hear: (status: ConnectionStatus) => void): () => void {
    return listen(this.#statuses, hear);
  }

  onTrouble(hear: (why: Text) => void): () => void {
    return listen(this.#troubles, hear);
  }

  close(): void {
    this.#closed.abort(away());
    this.#wake?.();
  }

  async #stayConnected(): Promise<void> {
    const closed = this.#closed.signal;
    for (let attempt = 0; !closed.aborted;) {
      const wire = await this.#reach.open(closed);
      if (closed.aborted) wire?.close();
      else if (wire) {
        attempt = 0;
        await this.#live(wire);
      } else {
        const why = await this.#reach.whyNot();
        if (closed.aborted) break;
        if (why) this.#setStatus({ is: 'gone', why });
        else if (this.status.is === 'gone')
          this.#setStatus({ is: 'connecting', since: Date.now(), why: away().text });
        await this.#pause(Math.min(FIRST_PAUSE * 2 ** attempt++, LONGEST_PAUSE));
      }
    }
    this.#end.reject(away());
    this.#setStatus({ is: 'gone', why: away().text });
  }

  /** As long as that wire lasts. */
  #live(wire: Wire): Promise<void> {
    return new Promise((resolve) => {
      const end = new WindowEnd(wire, {
        hear: async (news) => {
          await this.#listened.promise; // What comes before anybody listens waits with the machine.
          await Promise.all([...this.#news].map(async (hear) => hear(news)));
        },
        onTrouble: (why) => {
          for (const hear of this.#troubles) hear(why);
        },
        onClose: (why) => {
          clearInterval(looking);
          this.#closed.signal.removeEventListener('abort', part);
          this.#end = deferred();
          if (!this.#closed.signal.aborted)
            this.#setStatus({ is: 'connecting', since: Date.now(), why: why ?? away().text });
          resolve();
        },
      });
      const part = () => end.close();
      let askedAt: number | null = null;
      const looking = setInterval(() => {
        const now = performance.now();
        // Timers of a tab in the background come late: silence counts only after a question.
        if (askedAt !== null && end.heardAt < askedAt) {
          if (now - askedAt > ANSWER) end.close();
        } else if (now - end.heardAt > SILENCE) {
          askedAt = now;
          end.beat();
        } else askedAt = null;
      }, SILENCE / 3);
      this.#closed.signal.addEventListener('abort', part);
      this.#connectedOnce = true;
      this.#end.resolve(end);
      this.#setStatus({ is: 'connected' });
    });
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }

  #setStatus(status: ConnectionStatus): void {
    if (status.is === 'gone' && this.status.is === 'gone') return;
    this.status = status;
    for (const hear of this.#statuses) hear(status);
  }
}

function listen<T>(to: Set<T>, hear: T): () => void {
  to.add(hear);
  return () => void to.delete(hear);
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((fulfil, refuse) => ([resolve, reject] = [fulfil, refuse]));
  promise.catch(() => undefined); // Whoever waits for it hears it; nobody has to.
  return { promise, resolve, reject };
}

/** The promise, or the signal's reason if that comes first. */
function unless<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const away = (): Problem =>
  new Problem(
    'The machine cannot be reached just now. The window goes on trying; do this again when it is back.',
    '지금은 컴퓨터와 연결되지 않습니다. 계속 다시 연결해 봅니다. 연결되면 다시 해 보세요.',
  );

const TOKEN_FORGOTTEN: Text = {
  en: 'Genloom was started anew and does not know this window any more. Open the address that it printed; this tab then goes on by itself.',
  ko: 'Genloom이 새로 시작되어 이 창을 알지 못합니다. Genloom이 알려 준 새 주소를 여세요. 그러면 이 탭도 이어집니다.',
};
