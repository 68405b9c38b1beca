import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projects/root.ts';
import type { BackendWish } from './backends/report.ts';
import { PROCESS_SETTINGS } from './process-settings.ts';
import type { CallName, EngineCalls, Reply, Request, RunState } from './protocol.ts';
import type { News } from './training.ts';

/** What the owner of an engine hears beside the news of training. */
export type EngineNews =
  | News
  /** The process died and was started again; training goes on from that step. */
  | { readonly kind: 'restarted'; readonly step: number; readonly why: string }
  /** It died again and again; nothing is running, the checkpoints stand. */
  | { readonly kind: 'given up'; readonly why: string };

/** Deaths within this many milliseconds of a start that are too many. */
const HASTY = 10_000;
const HASTY_DEATHS = 3;

/**
 * Owns an engine in a process of its own: forwards calls, acknowledges news as they are taken, and when the process dies
 * starts it again, resumes the run from its last checkpoint and trains on.
 */
export class EngineProcess {
  readonly #tell: (news: EngineNews) => void | Promise<void>;
  #child: ChildProcess;
  #pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #next = 0;
  #open: { folder: string; backend: BackendWish } | null = null;
  #training: {
    args: Parameters<EngineCalls['train']>;
    resolve: (state: RunState) => void;
    reject: (error: Error) => void;
  } | null = null;
  #startedAt = 0;
  #hastyDeaths = 0;
  #closed = false;

  /** @param tell news are acknowledged when its promise resolves: a slow listener slows no training, it hears less */
  constructor(tell: (news: EngineNews) => void | Promise<void>) {
    this.#tell = tell;
    this.#child = this.#spawn();
  }

  /** The process's id, for tests that kill it. */
  get pid(): number {
    return this.#child.pid!;
  }

  async start(...args: Parameters<EngineCalls['start']>): Promise<RunState> {
    const state = await this.#call('start', args);
    this.#open = { folder: state.folder, backend: args[2] };
    return state;
  }

  async resume(...args: Parameters<EngineCalls['resume']>): Promise<RunState> {
    const state = await this.#call('resume', args);
    this.#open = { folder: state.folder, backend: args[1] };
    return state;
  }

  /** Trains to the end or to a pause, through deaths of the process. */
  train(...args: Parameters<EngineCalls['train']>): Promise<RunState> {
    if (this.#training) return Promise.reject(new Error('This run is training already. Pause it first.'));
    return new Promise((resolve, reject) => {
      this.#training = { args, resolve, reject };
      this.#sendTraining();
    });
  }

  pause(): Promise<RunState> {
    return this.#call('pause', []);
  }

  /** Any other call. */
  call<K extends Exclude<CallName, 'start' | 'resume' | 'train' | 'pause'>>(
    name: K,
    ...args: Parameters<EngineCalls[K]>
  ): Promise<ReturnType<EngineCalls[K]>> {
    return this.#call(name, args);
  }

  /** Ends the process; a training is paused first, with a checkpoint. */
  async close(): Promise<void> {
    if (this.#closed) return;
    if (this.#training) await this.pause().catch(() => undefined);
    this.#closed = true;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await gone;
  }

  #sendTraining(): void {
    const training = this.#training!;
    this.#call('train', training.args).then(
      (state) => {
        this.#training = null;
        training.resolve(state);
      },
      (error: unknown) => {
        if (error instanceof Died) return;
        this.#training = null;
        training.reject(error as Error);
      },
    );
  }

  #call<K extends CallName>(call: K, args: readonly unknown[]): Promise<ReturnType<EngineCalls[K]>> {
    if (this.#closed) return Promise.reject(new Error('The engine is closed.'));
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: never) => void, reject });
      this.#child.send({ id, call, args } satisfies Request, (error) => {
        if (error) this.#settle(id, (waiting) => waiting.reject(new Died(error.message)));
      });
    });
  }

  #settle(
    id: number,
    how: (waiting: { resolve: (value: never) => void; reject: (error: Error) => void }) => void,
  ): void {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (waiting) how(waiting);
  }

  #spawn(): ChildProcess {
    const file = path.join(projectRoot(), 'out', 'engine.js');
    if (!existsSync(file)) throw new Error(`${file} is missing: build Genloom with 'npm start' first.`);
    const child = fork(file, {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...process.execArgv, ...PROCESS_SETTINGS.flags],
      env: { ...PROCESS_SETTINGS.environment, ...process.env },
    });
    this.#startedAt = performance.now();
    child.on('message', (reply: Reply) => {
      if ('news' in reply) void this.#hear(child, reply.news, reply.number);
      else
        this.#settle(reply.id, (waiting) =>
          'error' in reply ? waiting.reject(new Error(reply.error)) : waiting.resolve(reply.result as never),
        );
    });
    child.on('exit', (code, signal) => void this.#died(child, signal ?? `exit code ${code}`));
    return child;
  }

  async #hear(child: ChildProcess, news: News, number: number): Promise<void> {
    try {
      await this.#tell(news);
    } finally {
      if (child.connected) child.send({ acknowledge: number } satisfies Request);
    }
  }

  async #died(child: ChildProcess, why: string): Promise<void> {
    if (child !== this.#child) return;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(new Died(`The engine process ended (${why}).`));
    if (this.#closed) return;
    this.#hastyDeaths = performance.now() - this.#startedAt < HASTY ? this.#hastyDeaths + 1 : 0;
    if (this.#hastyDeaths >= HASTY_DEATHS) {
      const sentence = `The engine process ended ${HASTY_DEATHS} times right after its start (${why}). The run stands at its last checkpoint; see 'genloom doctor', or choose another backend.`;
      this.#training?.reject(new Error(sentence));
      this.#training = null;
      this.#closed = true;
      await this.#tell({ kind: 'given up', why: sentence });
      return;
    }
    this.#child = this.#spawn();
    if (!this.#open) return;
    try {
      const state = await this.#call('resume', [this.#open.folder, this.#open.backend]);
      await this.#tell({ kind: 'restarted', step: state.step, why });
      if (this.#training) this.#sendTraining();
    } catch (error) {
      if (error instanceof Died) return;
      this.#training?.reject(error as Error);
      this.#training = null;
    }
  }
}

/** The process went away under a call. */
class Died extends Error {}
