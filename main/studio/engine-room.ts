import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import type { Arranging, BackendWish, EngineState } from '../bridge/contract.ts';
import type { BackendReport } from '../engine/backends/report.ts';
import { EngineProcess, type EngineNews } from '../engine/engine-process.ts';
import type { Beat } from '../engine/pulse.ts';

/** An engine with its backend loaded. */
export interface Ready {
  readonly process: EngineProcess;
  readonly report: BackendReport;
  readonly wish: BackendWish;
}

const closing = (): Problem =>
  new Problem(
    'Genloom is closing, so nothing new is begun. Start it again to go on.',
    'Genloom을 닫는 중이라 새로 시작하지 않습니다. 다시 시작하면 이어서 할 수 있습니다.',
  );

/** Owns the engine's process: which backend it runs on, and the change from one to another. */
export class EngineRoom {
  readonly #hear: (news: EngineNews) => void | Promise<void>;
  readonly #changed: () => void;
  #ready: Promise<Ready> | null = null;
  #current: Ready | null = null;
  /** Engines that were replaced, until they are gone. */
  #closing: Promise<unknown> = Promise.resolve();
  #wish: BackendWish = 'auto';
  #arranging: Arranging | null = null;
  #arrangingFailed: Text | null = null;
  #silent = false;
  readonly #beat: Beat | undefined;
  #closed = false;

  /**
   * @param hear news of the engine in use; those of one that was replaced are not told
   * @param changed something of `state` is another now
   * @param beat how often an engine is asked whether it is there
   */
  constructor(hear: (news: EngineNews) => void | Promise<void>, changed: () => void, beat?: Beat) {
    this.#hear = hear;
    this.#changed = changed;
    this.#beat = beat;
  }

  get state(): Omit<EngineState, 'model'> {
    return {
      backend: this.#current?.report ?? null,
      wish: this.#wish,
      arranging: this.#arranging,
      arrangingFailed: this.#arrangingFailed,
      silent: this.#silent,
    };
  }

  /** The engine, started when it is asked for first. @throws a sentence where no backend works, or all is closing */
  get(): Promise<Ready> {
    if (this.#closed) return Promise.reject(closing());
    return (this.#ready ??= this.#first().catch((error: unknown) => {
      this.#ready = null;
      throw error;
    }));
  }

  /** The engine in use, or on its way; `null` where nobody asked for one yet. */
  async started(): Promise<Ready | null> {
    return (await this.#ready?.catch(() => null)) ?? null;
  }

  async #first(): Promise<Ready> {
    const ready = await this.prepare(this.#wish);
    this.#current = ready;
    this.#changed();
    return ready;
  }

  /** Starts an engine beside the one in use and loads its backend. @throws a sentence where it does not work */
  async prepare(wish: BackendWish): Promise<Ready> {
    const process: EngineProcess = new EngineProcess((news) => {
      if (this.#current?.process !== process) return;
      if (news.kind === 'given up') this.#lose();
      if (news.kind === 'silent') return this.#become(news.silent);
      return this.#hear(news);
    }, this.#beat);
    try {
      return { process, wish, report: await process.call('prepare', wish) };
    } catch (error) {
      await process.close();
      throw error;
    }
  }

  /** From now on this one is used; the one before is closed, which nobody waits for. */
  use(next: Ready): void {
    const before = this.#current;
    this.#current = next;
    this.#ready = Promise.resolve(next);
    this.#wish = next.wish;
    this.#silent = false;
    this.#changed();
    if (before && before !== next) this.#closing = Promise.all([this.#closing, before.process.close()]);
  }

  /** Ends an engine that hangs and starts it again, where there is one. */
  restart(): void {
    this.#current?.process.restart();
  }

  #become(silent: boolean): void {
    this.#silent = silent;
    this.#changed();
  }

  /** The next call starts another. */
  #lose(): void {
    this.#current = null;
    this.#ready = null;
  }

  arranging(progress: Arranging | null): void {
    this.#arranging = progress;
    if (progress) this.#arrangingFailed = null;
    this.#changed();
  }

  arrangingFailed(why: Text): void {
    this.#arranging = null;
    this.#arrangingFailed = why;
    this.#changed();
  }

  /** Ends the engine for good: what still asks for one gets a sentence and no new process. */
  async close(): Promise<void> {
    this.#closed = true;
    const ready = await this.started();
    this.#lose();
    await Promise.all([this.#closing, ready?.process.close()]);
  }
}
