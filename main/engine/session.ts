import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { askedDials, type Asked } from '../../nodes/graph/asked-values.ts';
import type { Compiled, Look, Phase, PlannedOptimizer } from '../../nodes/graph/compiled.ts';
import type { Finding } from '../../nodes/finding.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { hash32 } from '../../nodes/graph/hash.ts';
import { titleOnBoard } from '../../nodes/graph/node-title.ts';
import type { Pin } from '../../nodes/graph/probe.ts';
import { prepareDataset } from '../datasets/catalogue.ts';
import type { Elements, Target, Values } from '../targets/target.ts';
import { carryOver } from './carry-over.ts';
import type { Checkpoint, Counters } from './checkpoint.ts';
import { Feeder, type Draw } from './feeds.ts';
import { Loaded } from './loaded.ts';
import { mustCompile } from './must-compile.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { joinRows } from './rows.ts';
import { standingAt, stepsOf } from './standing.ts';
import { trainingStep } from './training-step.ts';
import type { Follower } from './turns.ts';
import { toldBy, type Update } from './update.ts';

/** Noise of views is keyed by draws that training never makes. */
const LOOK_DRAW = -1;

/**
 * A compiled document on a backend, and how far its training is. Single calls only; who calls when is the business of the
 * training loop.
 */
export class Session {
  readonly #target: Target;
  readonly #backend: string;
  readonly #feeder: Feeder;
  #loaded: Loaded;
  #pins: readonly Pin[] = [];
  #counters: Counters = { step: 0, draw: 0, updates: {} };
  /** Live dials as they are asked for now, by `node.dial`, as far as somebody said. */
  #asked: ReadonlyMap<string, Asked> = new Map();
  /** Steps, looks, samples and changes of the program never overlap. */
  readonly #turnstile = new OneAtATime();

  private constructor(loaded: Loaded, target: Target, backend: string, feeder: Feeder) {
    this.#loaded = loaded;
    this.#target = target;
    this.#backend = backend;
    this.#feeder = feeder;
  }

  /**
   * Compiles a document and makes it ready, with new weights.
   * @param backend fingerprint of the backend
   * @throws a sentence with every problem of the document that keeps it from running
   */
  static async open(document: GraphDocument, target: Target, backend: string): Promise<Session> {
    const compiled = mustCompile(document);
    for (const { source } of compiled.data) await prepareDataset(source);
    const feeder = new Feeder(document, compiled.data);
    // What was learned from a text (byte pairs) is known only now.
    const { vocabularies } = feeder;
    const known = vocabularies.size > 0 ? mustCompile(document, [], vocabularies) : compiled;
    const loaded = await Loaded.open(known, target, feeder);
    const session = new Session(loaded, target, backend, feeder);
    await session.initialize();
    return session;
  }

  get compiled(): Compiled {
    return this.#loaded.compiled;
  }

  get document(): GraphDocument {
    return this.compiled.document;
  }

  get counters(): Counters {
    return this.#counters;
  }

  /** Steps of all phases together. */
  get steps(): number {
    return stepsOf(this.compiled.phases);
  }

  /** How many examples a view or a metric sees: what it asks for, as far as there are so many held-out ones. */
  examplesOf({ entry, examples }: Look): number {
    return Math.min(examples, this.#feeder.heldOutExamples(this.compiled.entries.get(entry)!.program));
  }

  get finished(): boolean {
    return this.#counters.step >= this.steps;
  }

  /** The phase that the next step belongs to; the last one when all is done. */
  get phase(): Phase {
    return standingAt(this.compiled.phases, this.#counters.step).phase;
  }

  /** How many steps of its phase are done. */
  get stepOfPhase(): number {
    return standingAt(this.compiled.phases, this.#counters.step).stepOfPhase;
  }

  /** Program, backend, library, threads: equal fingerprints give equal numbers. */
  get fingerprint(): string {
    const programs = [...this.compiled.entries.values()].filter(({ name }) => name.startsWith('optimize/'));
    return `${(hash32(JSON.stringify(programs.map(({ program }) => program))) >>> 0).toString(16)} ${this.#backend}`;
  }

  /** As if it were opened anew. */
  async renew(): Promise<void> {
    this.#feeder.resetDials();
    this.#asked = new Map();
    await this.initialize();
  }

  /** Fills all variables anew from the seed and begins at step 0. */
  async initialize(): Promise<void> {
    this.#counters = { step: 0, draw: 0, updates: {} };
    await this.#loaded.run('initialize', this.#fixedDraw(0));
  }

  /**
   * One training step: each optimizer of the phase in order, with its own draw or that of the one before it.
   * @throws NonFiniteLoss; the counters then still stand before the step
   */
  step(): Promise<readonly Update[]> {
    return this.#turnstile.run(async () => {
      const { told, counters } = await trainingStep(
        this.phase,
        this.stepOfPhase,
        this.#counters,
        (...update) => this.#update(...update),
        (node) => titleOnBoard(this.document, node),
      );
      this.#counters = counters;
      return told;
    });
  }

  async #update(
    optimizer: PlannedOptimizer,
    draw: number,
    updates: Readonly<Record<string, number>>,
  ): Promise<Update> {
    const outputs = await this.#loaded.run(optimizer.entry, this.#trainingDraw(draw, updates));
    return { optimizer: optimizer.node, draw, ...toldBy(outputs) };
  }

  /**
   * What an optimizer's program is fed in that draw.
   * @param form `traced` is the program as it was written, which may read more than what runs
   */
  feedsOf(
    entry: string,
    draw: number,
    updates: Readonly<Record<string, number>>,
    form: 'program' | 'traced' = 'program',
  ): Record<string, Elements> {
    const compiled = this.compiled.entries.get(entry)!;
    return this.#feeder.feeds(compiled[form], { ...this.#trainingDraw(draw, updates), entry: compiled });
  }

  #trainingDraw(draw: number, updates: Readonly<Record<string, number>>): Draw {
    return { seed: this.document.seed, draw, examples: { split: 'training' }, updates };
  }

  /** What a view or a metric sees now, with its fixed draw of held-out examples. */
  look(look: Look, follower: Follower = {}): Promise<Finding> {
    return this.#turnstile.run(() => this.#look(look, follower));
  }

  async #look(look: Look, follower: Follower): Promise<Finding> {
    const examples = this.examplesOf(look);
    const batches = Math.ceil(examples / this.compiled.entries.get(look.entry)!.batch!);
    const rounds: Record<string, Values>[] = [];
    for (let round = 0; round < (look.definition.rounds?.(look.dials) ?? 1); round++)
      rounds.push(
        await this.#loaded.inBatches(
          look.entry,
          examples,
          (from, part) => this.#fixedDraw(from, LOOK_DRAW - round * batches - part),
          follower,
        ),
      );
    const found = rounds.length === 1 ? rounds[0]! : joinRows(rounds, examples, rounds.length * examples);
    return look.definition.finish(found, look.dials);
  }

  /**
   * Computes an output of the board.
   * @param count how many examples
   * @param inputs values of the board's inputs, by name: of one example or of several, which take turns
   * @param follower who is told of each turn of a sampler, and may stop it
   * @throws Stopped where that happened
   */
  sample(
    output: string,
    count: number,
    seed: number,
    inputs: Readonly<Record<string, Elements>> = {},
    follower: Follower = {},
  ): Promise<Values> {
    return this.#turnstile.run(() => this.#sample(output, count, seed, inputs, follower));
  }

  async #sample(
    output: string,
    count: number,
    seed: number,
    inputs: Readonly<Record<string, Elements>>,
    follower: Follower,
  ): Promise<Values> {
    const name = this.compiled.outputs.get(output);
    if (name === undefined) {
      const names = [...this.compiled.outputs.keys()].join(', ');
      throw new Problem(
        `'${this.document.name}' has no output '${output}'; it has ${names || 'none'}. Choose one of them.`,
        `'${this.document.name}'에 '${output}' 출력이 없습니다. 있는 출력: ${names || '없음'}. 그중 하나를 고르세요.`,
      );
    }
    const found = await this.#loaded.inBatches(
      name,
      count,
      (from, part) => ({ ...this.#fixedDraw(from, part), seed, inputs }),
      follower,
    );
    return found[output]!;
  }

  #fixedDraw(from: number, draw = 0): Draw {
    return {
      seed: this.document.seed,
      draw,
      examples: { split: 'held-out', from },
      asked: this.#asked,
      updates: this.#counters.updates,
    };
  }

  /** Turns a live dial from the next step on. */
  setDial(node: string, dial: string, value: number): void {
    this.#feeder.setDial(node, dial, value);
  }

  /**
   * What views and samples are asked for from now on, by `node.dial`; training keeps to what its document says. A look that is under
   * way ends as it began. Dials that this model does not have are passed over.
   * @returns the looks that would find something else now
   * @throws Problem where words cannot be tokens, or numbers are too many or too few; all stays as it was
   */
  ask(asked: Readonly<Record<string, Asked>>): readonly Look[] {
    const { looks, entries } = this.compiled;
    const before = askedDials(this.document);
    const changed = new Map(
      Object.entries(asked).filter(
        ([dial, value]) =>
          typeof value === typeof before[dial] &&
          !isDeepStrictEqual(value, this.#asked.get(dial) ?? before[dial]),
      ),
    );
    if (changed.size === 0) return [];
    const next = { ...this.#fixedDraw(0), asked: new Map([...this.#asked, ...changed]) };
    for (const entry of entries.values()) this.#feeder.mustTake(entry, next);
    this.#asked = next.asked;
    return looks.filter(({ entry }) => this.#feeder.reads(entries.get(entry)!.program, changed));
  }

  /** Watches these wires from the next step on; the program is compiled anew and the variables are carried over. */
  pin(pins: readonly Pin[]): Promise<void> {
    return this.#turnstile.run(async () => {
      if (JSON.stringify(pins) === JSON.stringify(this.#pins)) return;
      await this.#pin(pins);
      this.#pins = pins;
    });
  }

  async #pin(pins: readonly Pin[]): Promise<void> {
    const compiled = mustCompile(this.document, pins, this.#feeder.vocabularies);
    const variables = await this.read();
    const loaded = await Loaded.open(compiled, this.#target, this.#feeder);
    await loaded.runner.write(variables);
    this.#loaded.dispose();
    this.#loaded = loaded;
  }

  /**
   * What any wire of the board carries now, for the fixed draw of the views: its values for one batch, and
   * `statistics` as a pinned wire has them. A program of its own, run once; training is not touched.
   */
  peek(pin: Pin): Promise<Record<string, Values>> {
    return this.#turnstile.run(() => this.#loaded.peek(pin, this.#fixedDraw(0, LOOK_DRAW)));
  }

  /** Everything needed to go on from here. */
  async checkpoint(seconds: number): Promise<Checkpoint> {
    return {
      counters: this.#counters,
      fingerprint: this.fingerprint,
      seconds,
      variables: await this.read(),
      vocabularies: this.#feeder.vocabularies,
    };
  }

  /** Goes back (or on) to a checkpoint; every variable must be there. */
  async restore({ counters, variables }: Checkpoint): Promise<void> {
    const missing = [...this.compiled.variables.keys()].filter((name) => !variables.has(name));
    if (missing.length > 0)
      throw new Error(
        `The checkpoint lacks ${missing.length} of ${this.compiled.variables.size} tensors, the first is ${missing[0]}: it belongs to another model.`,
      );
    await this.#loaded.runner.write(
      new Map([...variables].filter(([name]) => this.compiled.variables.has(name))),
    );
    this.#counters = counters;
  }

  /** Takes it that this many steps were done before, for what depends on how far training is. */
  standAt(counters: Counters): void {
    this.#counters = counters;
  }

  /**
   * Takes over what fits by name and shape from trained weights.
   * @returns the names of those that start anew
   */
  async adopt(
    variables: ReadonlyMap<string, Values>,
    options?: Parameters<typeof carryOver>[2],
  ): Promise<readonly string[]> {
    const { values, anew } = carryOver(this.compiled.variables, variables, options);
    await this.#loaded.runner.write(values);
    return anew;
  }

  /** Copies of variables, all of them unless named. */
  read(names?: readonly string[]): Promise<Map<string, Values>> {
    return this.#loaded.runner.read(names ?? [...this.compiled.variables.keys()]);
  }

  /** Whether something is under way. */
  get isBusy(): boolean {
    return this.#turnstile.isBusy;
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<void> {
    return this.#turnstile.settled();
  }

  /** Tensors that the backend holds now. */
  tensorCount(): number {
    return this.#loaded.runner.tensorCount();
  }

  dispose(): void {
    this.#loaded.dispose();
  }
}
