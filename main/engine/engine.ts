import { chooseBackend } from './backends/choose.ts';
import type { BackendWish } from './backends/report.ts';
import type { EngineCalls, RunState } from './protocol.ts';
import { firstRows } from './rows.ts';
import { Run, type Backend } from './run.ts';
import type { Values } from '../targets/target.ts';
import type { News } from './training.ts';
import type { Watching } from './turns.ts';

type Later<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** Examples that are shown of each turn of a sampler. */
const SHOWN = 64;

/** An engine in this process: one run at a time. */
export class Engine implements Later<EngineCalls> {
  readonly #tell: (news: News) => void;
  #run: Run | null = null;
  #backend = '';
  #stop: AbortController | null = null;
  #training: Promise<void> | null = null;
  /** Stops what is being sampled or looked at. */
  #stopTurns = new AbortController();

  constructor(tell: (news: News) => void) {
    this.#tell = tell;
  }

  async start(...[document, folder, wish]: Parameters<EngineCalls['start']>): Promise<RunState> {
    return this.#open(wish, (backend) => Run.start(document, folder, backend));
  }

  async resume(...[folder, wish, steps]: Parameters<EngineCalls['resume']>): Promise<RunState> {
    return this.#open(wish, (backend) => Run.resume(folder, backend, steps));
  }

  async #open(wish: BackendWish, open: (backend: Backend) => Promise<Run>) {
    await this.pause().catch(() => undefined);
    this.#run?.dispose();
    this.#run = null;
    const { target, report } = await chooseBackend(wish);
    this.#backend = report.fingerprint;
    this.#run = await open({ target, fingerprint: report.fingerprint });
    return this.state();
  }

  async train(pace: Parameters<EngineCalls['train']>[0] = {}): Promise<RunState> {
    if (this.#training) throw new Error('This run is training already. Pause it first.');
    const run = this.#mustRun();
    this.#stop = new AbortController();
    this.#training = run.train(this.#tell, this.#stop.signal, pace);
    try {
      await this.#training;
    } finally {
      this.#training = null;
      this.#stop = null;
    }
    return this.state();
  }

  async pause(): Promise<RunState> {
    this.#stop?.abort();
    await this.#training?.catch(() => undefined);
    return this.state();
  }

  async state(): Promise<RunState> {
    const { session, folder, identical, notes } = this.#mustRun();
    return {
      folder: folder.folder,
      step: session.counters.step,
      steps: session.steps,
      training: this.#training !== null,
      identical,
      backend: this.#backend,
      notes,
      tensors: session.tensorCount(),
    };
  }

  async setDial(...[node, dial, value]: Parameters<EngineCalls['setDial']>): Promise<void> {
    this.#mustRun().setDial(node, dial, value);
  }

  async pin(...[pins]: Parameters<EngineCalls['pin']>): Promise<void> {
    return this.#mustRun().session.pin(pins);
  }

  async peek(...[pin]: Parameters<EngineCalls['peek']>): Promise<Record<string, Values>> {
    return this.#mustRun().session.peek(pin);
  }

  async look(...[node]: Parameters<EngineCalls['look']>) {
    const { session } = this.#mustRun();
    const look = session.compiled.looks.find((one) => one.node === node);
    if (!look) throw new Error(`There is no view or metric '${node}' on the board of this run.`);
    return session.look(look, this.#watching(node));
  }

  async sample(...[output, count, seed, inputs]: Parameters<EngineCalls['sample']>) {
    return this.#mustRun().session.sample(output, count, seed, inputs, this.#watching(output));
  }

  async stopSampling(): Promise<void> {
    this.#stopTurns.abort();
    this.#stopTurns = new AbortController();
  }

  /** Whoever asked hears of each turn, and may stop it. */
  #watching(of: string): Watching {
    return {
      tell: (turn) => {
        const carried = turn.carried.map((values) => firstRows(values, SHOWN));
        this.#tell({ kind: 'turn', of, ...turn, carried });
      },
      signal: this.#stopTurns.signal,
    };
  }

  dispose(): void {
    this.#stop?.abort();
    this.#run?.dispose();
    this.#run = null;
  }

  #mustRun(): Run {
    if (!this.#run) throw new Error('No run is open. Start or resume one first.');
    return this.#run;
  }
}
