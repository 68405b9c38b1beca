import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../../nodes/alphabet/problem.ts';
import type { Look } from '../../nodes/graph/compiled.ts';
import { titleOnBoard } from '../../nodes/graph/node-title.ts';
import { chooseBackend, type Chosen } from './backends/choose.ts';
import type { BackendReport, BackendWish } from './backends/report.ts';
import { encodeFinding } from './encode-finding.ts';
import { checkLiveDial } from './live-dial.ts';
import { LookAround, type See } from './look-around.ts';
import type { Beginning, EngineCalls, Pace, RunState, ShownState } from './protocol.ts';
import { firstRows } from './rows.ts';
import { startsAnew, Run } from './run.ts';
import { adoptStartingWeights } from './starting-weights.ts';
import { Session } from './session.ts';
import type { Target, Values } from '../targets/target.ts';
import type { News } from './training.ts';
import type { Follower } from './turns.ts';
import { processorTime, Watching } from './watching.ts';
import { firstReadable, readWeightsFile } from './weights-file.ts';

type Later<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** Examples that are shown of each turn of a sampler. */
const SHOWN = 64;

/** An engine whose owner was killed saves and ends within this many milliseconds. */
const PATIENCE = 5000;

/** An engine in this process: one model at a time, with or without a run. */
export class Engine implements Later<EngineCalls> {
  readonly #tell: (news: News) => void;
  #chosen: (Chosen & { readonly wish: BackendWish }) | null = null;
  #run: Run | null = null;
  /** A model without a run. */
  #shown: Session | null = null;
  #shownOn: Target | null = null;
  #watching: Watching | null = null;
  #watched: readonly string[] = [];
  #stop: AbortController | null = null;
  #training: Promise<void> | null = null;
  readonly #around = new LookAround((...seen) => this.#see(...seen));
  /** Stops what is being sampled or looked at. */
  #stopTurns = new AbortController();

  constructor(tell: (news: News) => void) {
    this.#tell = (news) =>
      tell(news.kind === 'look' ? { ...news, finding: encodeFinding(news.finding) } : news);
  }

  async prepare(wish: BackendWish): Promise<BackendReport> {
    return (await this.#choose(wish)).report;
  }

  async show(...[document, wish, weights]: Parameters<EngineCalls['show']>): Promise<ShownState> {
    const { target, report } = await this.#choose(wish);
    await this.release();
    const session = await Session.open(document, target, report.fingerprint);
    this.#hold(session);
    this.#shown = session;
    this.#shownOn = target;
    const ofBlocks = await adoptStartingWeights(session);
    const { variables, counters: at, used, notes } = await firstReadable(weights);
    const anew = used === null ? [] : await session.adopt(variables);
    if (at) session.standAt(at);
    await this.lookAround();
    const { counters, steps, phase } = session;
    return {
      step: counters.step,
      steps,
      phase: phase.name,
      used,
      anew: anew.filter((name) => startsAnew(session, name)),
      notes: [...ofBlocks, ...notes],
    };
  }

  async start(
    ...[document, folder, wish, from = 'scratch']: Parameters<EngineCalls['start']>
  ): Promise<RunState> {
    const { target, report } = await this.#choose(wish);
    const weights = await this.#weightsOf(from);
    // What is looked at and then trained is compiled once.
    const ready =
      this.#shown && this.#shownOn === target && isDeepStrictEqual(document, this.#shown.document)
        ? this.#shown
        : null;
    if (ready) this.#shown = null;
    await this.release();
    const backend = { target, fingerprint: report.fingerprint };
    const run = await Run.start(document, folder, backend, {
      ...(weights ? { weights } : {}),
      ...(ready ? { ready } : {}),
    });
    return this.#open(run);
  }

  async resume(...[folder, wish, steps]: Parameters<EngineCalls['resume']>): Promise<RunState> {
    const { target, report } = await this.#choose(wish);
    await this.release();
    const backend = { target, fingerprint: report.fingerprint };
    return this.#open(await Run.resume(folder, backend, steps, PATIENCE));
  }

  async #weightsOf(from: Beginning): Promise<ReadonlyMap<string, Values> | null> {
    if (from === 'scratch') return null;
    return from === 'shown' ? this.#session().read() : (await readWeightsFile(from)).variables;
  }

  async release(): Promise<void> {
    this.#stop?.abort();
    await this.#training?.catch(() => undefined);
    await this.#around.end();
    this.#around.forget();
    // Nobody needs samples of a model that goes.
    await this.stopSampling();
    await (this.#shown ?? this.#run?.session)?.settled();
    this.#run?.dispose();
    this.#shown?.dispose();
    this.#run = this.#shown = this.#watching = null;
  }

  async #choose(wish: BackendWish): Promise<Chosen> {
    if (this.#chosen?.wish === wish) return this.#chosen;
    const chosen = await chooseBackend(wish);
    this.#chosen = { ...chosen, wish };
    return chosen;
  }

  #open(run: Run): Promise<RunState> {
    this.#run = run;
    this.#hold(run.session);
    return this.state();
  }

  #hold({ compiled }: Session): void {
    this.#watching = new Watching(compiled.looks);
    this.#watching.watch(this.#watched);
  }

  async train({ watched = false, ...pace }: Pace = {}): Promise<RunState> {
    if (this.#training)
      throw new Problem(
        'This run is training already. Pause it first.',
        '이 실행은 이미 학습 중입니다. 먼저 일시 정지하세요.',
      );
    const run = this.#mustRun();
    await this.#around.end();
    this.#around.forget();
    this.#stop = new AbortController();
    const watching = watched ? { watching: this.#watching! } : {};
    this.#training = run.train(this.#tell, this.#stop.signal, { ...pace, ...watching });
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
    const { session, folder, identical, notes, anew } = this.#mustRun();
    return {
      folder: folder.folder,
      step: session.counters.step,
      steps: session.steps,
      phase: session.phase.name,
      training: this.#training !== null,
      identical,
      backend: this.#chosen!.report.fingerprint,
      notes,
      anew,
      tensors: session.tensorCount(),
    };
  }

  async setDial(...[node, dial, value]: Parameters<EngineCalls['setDial']>): Promise<void> {
    const session = this.#session();
    checkLiveDial(session.document, node, dial, value);
    (this.#run ?? session).setDial(node, dial, value);
  }

  async ask(...[asked]: Parameters<EngineCalls['ask']>): Promise<void> {
    const looks = this.#session().ask(asked);
    if (looks.length === 0) return;
    if (this.#training) this.#watching?.lookAnew(looks.map(({ node }) => node));
    else this.#look(looks);
  }

  async pin(...[pins]: Parameters<EngineCalls['pin']>): Promise<void> {
    return this.#session().pin(pins);
  }

  async watch(...[nodes]: Parameters<EngineCalls['watch']>): Promise<void> {
    this.#watched = nodes;
    this.#watching?.watch(nodes);
  }

  async peek(...[pin]: Parameters<EngineCalls['peek']>): Promise<Record<string, Values>> {
    return this.#session().peek(pin);
  }

  async look(...[node]: Parameters<EngineCalls['look']>) {
    const session = this.#session();
    const look = session.compiled.looks.find((one) => one.node === node);
    const title = titleOnBoard(session.document, node);
    if (!look)
      throw new Problem(
        `There is no view or metric '${title.en}' on the board of this run.`,
        `이 실행의 보드에는 '${title.ko}'(이)라는 뷰나 지표가 없습니다.`,
      );
    return encodeFinding(await this.#followed(look.entry, (follower) => session.look(look, follower)));
  }

  /** Answers at once; the findings are told as they come, until training begins or the model goes. */
  async lookAround(): Promise<void> {
    this.#look(this.#session().compiled.looks);
  }

  #look(looks: readonly Look[]): void {
    this.#around.begin(this.#session(), looks, this.#watched);
  }

  async #see(...[session, look, { memory, signal }]: Parameters<See>) {
    const begun = processorTime();
    const { step } = session.counters;
    const finding = await this.#followed(look.entry, (follower) =>
      session.look(look, { ...follower, memory, signal: AbortSignal.any([signal, follower.signal]) }),
    ).catch(() => null);
    if (signal.aborted) return;
    // What a view has against these weights is told to whoever asks for that view.
    if (finding) this.#tell({ kind: 'look', step, node: look.node, finding });
    const now = processorTime();
    this.#watching?.looked(look.node, now, now - begun);
  }

  async sample(...[output, count, seed, inputs]: Parameters<EngineCalls['sample']>) {
    const session = this.#session();
    return this.#followed(`output/${output}`, (follower) =>
      session.sample(output, count, seed, inputs, follower),
    );
  }

  async stopSampling(): Promise<void> {
    this.#stopTurns.abort();
    this.#stopTurns = new AbortController();
  }

  /** Runs `work`, whose turns are heard and may be stopped. */
  async #followed<T>(
    of: string,
    work: (follower: Required<Pick<Follower, 'tell' | 'signal'>>) => Promise<T>,
  ) {
    let told = false;
    try {
      return await work({
        tell: (turn) => {
          told = true;
          const carried = turn.carried.map((values) => firstRows(values, SHOWN));
          this.#tell({ kind: 'turn', of, ...turn, carried });
        },
        signal: this.#stopTurns.signal,
      });
    } finally {
      if (told) this.#tell({ kind: 'turns over', of });
    }
  }

  dispose(): void {
    this.#stop?.abort();
    this.#around.abort();
    this.#run?.dispose();
    this.#shown?.dispose();
    this.#run = this.#shown = null;
  }

  #mustRun(): Run {
    if (!this.#run)
      throw new Problem(
        'No run is open. Start or resume one first.',
        '열린 실행이 없습니다. 먼저 학습을 시작하거나 이어 가세요.',
      );
    return this.#run;
  }

  #session(): Session {
    return this.#shown ?? this.#mustRun().session;
  }
}
