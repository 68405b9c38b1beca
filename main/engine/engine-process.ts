import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import { projectRoot } from '../projects/root.ts';
import { PROCESS_SETTINGS } from './process-settings.ts';
import { Pulse, USUAL_BEAT, type Beat } from './pulse.ts';
import type { CallName, EngineCalls, Reply, Request, RunState, ShownState, Told } from './protocol.ts';

/** What the owner of an engine hears beside the news of training. */
export type EngineNews =
  | Told
  /** The process died and was started again with the model that it had; training goes on from that step. */
  | { readonly kind: 'restarted'; readonly step: number; readonly why: Text }
  /** It has not answered for a while, or answers again: it may hang. */
  | { readonly kind: 'silent'; readonly silent: boolean }
  /** It died again and again, or its model cannot be had again; nothing is running, the checkpoints stand. */
  | { readonly kind: 'given up'; readonly why: Text };

/** How the model that the process holds came into it, to bring it back into another one. */
type Held =
  | { readonly call: 'resume'; readonly args: Parameters<EngineCalls['resume']> }
  | { readonly call: 'show'; readonly args: Parameters<EngineCalls['show']> };

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
  #held: Held | null = null;
  /** What else was asked of it and is asked again of the next one. */
  #watched: Parameters<EngineCalls['watch']> = [[]];
  #pinned: Parameters<EngineCalls['pin']> = [[]];
  #asked: Parameters<EngineCalls['ask']> = [{}];
  #training: {
    args: Parameters<EngineCalls['train']>;
    resolve: (state: RunState) => void;
    reject: (error: Error) => void;
  } | null = null;
  #startedAt = 0;
  #hastyDeaths = 0;
  #closed = false;
  readonly #pulse: Pulse;

  /** @param tell news are acknowledged when its promise resolves: a slow listener slows no training, it hears less */
  constructor(tell: (news: EngineNews) => void | Promise<void>, beat: Beat = USUAL_BEAT) {
    this.#tell = tell;
    this.#pulse = new Pulse(beat, (silent) => void this.#tell({ kind: 'silent', silent }));
    this.#child = this.#spawn();
  }

  /** The process's id, for tests that kill it. */
  get pid(): number {
    return this.#child.pid!;
  }

  async show(...args: Parameters<EngineCalls['show']>): Promise<ShownState> {
    this.#letGo();
    const state = await this.#call('show', args);
    this.#held = { call: 'show', args };
    return state;
  }

  async start(...args: Parameters<EngineCalls['start']>): Promise<RunState> {
    const state = await this.#call('start', args);
    this.#letGo();
    this.#held = { call: 'resume', args: [state.folder, args[2]] };
    return state;
  }

  async resume(...args: Parameters<EngineCalls['resume']>): Promise<RunState> {
    this.#letGo();
    const state = await this.#call('resume', args);
    this.#held = { call: 'resume', args: [state.folder, args[1], args[2]] };
    return state;
  }

  /** Lets go of the model. A training is paused first, with a checkpoint. */
  async release(): Promise<void> {
    this.#letGo();
    await this.#call('release', []);
  }

  #letGo(): void {
    this.#held = null;
    this.#pinned = [[]];
    this.#asked = [{}];
  }

  async ask(...args: Parameters<EngineCalls['ask']>): Promise<void> {
    await this.#call('ask', args);
    this.#asked = args;
  }

  async pin(...args: Parameters<EngineCalls['pin']>): Promise<void> {
    await this.#call('pin', args);
    this.#pinned = args;
  }

  async watch(...args: Parameters<EngineCalls['watch']>): Promise<void> {
    this.#watched = args;
    await this.#call('watch', args);
  }

  /** Trains to the end or to a pause, through deaths of the process. */
  train(...args: Parameters<EngineCalls['train']>): Promise<RunState> {
    if (this.#training)
      return Promise.reject(
        new Problem(
          'This run is training already. Pause it first.',
          '이 실행은 이미 학습 중입니다. 먼저 일시 정지하세요.',
        ),
      );
    return new Promise((resolve, reject) => {
      this.#training = { args, resolve, reject };
      this.#sendTraining();
    });
  }

  pause(): Promise<RunState> {
    return this.#call('pause', []);
  }

  /** Any other call. */
  call<K extends Exclude<CallName, OwnCall>>(
    name: K,
    ...args: Parameters<EngineCalls[K]>
  ): Promise<ReturnType<EngineCalls[K]>> {
    return this.#call(name, args);
  }

  /** Ends a process that hangs; the next one goes on from the last checkpoint, as after any death. */
  restart(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ends the process; a training is paused first, with a checkpoint. One that hangs is ended as it is. */
  async close(): Promise<void> {
    if (this.#closed) return;
    const { silent } = this.#pulse;
    if (this.#training && !silent) await this.pause().catch(() => undefined);
    this.#closed = true;
    this.#pulse.end();
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    if (silent) this.restart();
    else this.#child.disconnect();
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
    if (this.#closed) return Promise.reject(new Problem('The engine is closed.', '엔진이 닫혔습니다.'));
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
    this.#pulse.follow(() => {
      if (child.connected) child.send({ beat: true } satisfies Request, () => {});
    });
    child.on('message', (reply: Reply) => {
      if ('beat' in reply) this.#pulse.answered();
      else if ('news' in reply) void this.#hear(child, reply.news, reply.number);
      else
        this.#settle(reply.id, (waiting) =>
          'error' in reply
            ? waiting.reject(new Problem(reply.error.en, reply.error.ko))
            : waiting.resolve(reply.result as never),
        );
    });
    child.on('exit', (code, signal) => void this.#died(child, signal ?? `exit code ${code}`));
    return child;
  }

  async #hear(child: ChildProcess, news: Told, number: number): Promise<void> {
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
    for (const { reject } of pending) reject(new Died(why));
    if (this.#closed) return;
    this.#hastyDeaths = performance.now() - this.#startedAt < HASTY ? this.#hastyDeaths + 1 : 0;
    if (this.#hastyDeaths >= HASTY_DEATHS) return this.#giveUp(diedOften(why));
    this.#child = this.#spawn();
    try {
      await this.#call('watch', this.#watched);
      if (!this.#held) return;
      const { step } = await this.#call(this.#held.call, this.#held.args);
      if (this.#pinned[0].length > 0) await this.#call('pin', this.#pinned);
      if (Object.keys(this.#asked[0]).length > 0) await this.#call('ask', this.#asked);
      await this.#tell({ kind: 'restarted', step, why: new Died(why).text });
      if (this.#training) this.#sendTraining();
    } catch (error) {
      // Where it died again, that death goes on from here.
      if (!(error instanceof Died)) await this.#giveUp(error as Problem);
    }
  }

  async #giveUp(problem: Problem): Promise<void> {
    this.#pulse.end();
    this.#training?.reject(problem);
    this.#training = null;
    this.#closed = true;
    if (this.#child.connected) this.#child.disconnect();
    await this.#tell({ kind: 'given up', why: problem.text });
  }
}

/** Calls that the owner does in its own way. */
type OwnCall = 'show' | 'start' | 'resume' | 'release' | 'train' | 'pause' | 'pin' | 'ask' | 'watch';

const diedOften = (why: string): Problem =>
  new Problem(
    `The engine process ended ${HASTY_DEATHS} times right after its start (${why}). The run stands at its last checkpoint; see 'genloom doctor', or choose another backend.`,
    `엔진 프로세스가 시작하자마자 ${HASTY_DEATHS}번 끝났습니다(${why}). 실행은 마지막 체크포인트에 그대로 있습니다. 'genloom doctor'를 보거나 다른 백엔드를 고르세요.`,
  );

/** The process went away under a call. */
class Died extends Problem {
  constructor(why: string) {
    super(
      `The engine process ended (${why}). It is started again; what was saved stands.`,
      `엔진 프로세스가 끝났습니다(${why}). 다시 시작합니다. 저장된 것은 그대로 있습니다.`,
    );
  }
}
