import { compile } from '../../nodes/graph/compile.ts';
import type { Compiled, Look, Phase, PlannedOptimizer } from '../../nodes/graph/compiled.ts';
import type { Finding } from '../../nodes/finding.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { hash32 } from '../../nodes/graph/hash.ts';
import type { Variable } from '../../nodes/graph/variables.ts';
import { peekAt, type Pin } from '../../nodes/graph/probe.ts';
import { formatPlace } from '../../nodes/graph/problems.ts';
import { stagesOf, type Stage } from '../../nodes/program/stages.ts';
import { prepareDataset } from '../datasets/catalogue.ts';
import type { Elements, Runner, Target, Values } from '../targets/target.ts';
import type { Checkpoint, Counters } from './checkpoint.ts';
import { Feeder, type Draw } from './feeds.ts';
import { openRunner, prepare, stageName, type Prepared } from './prepared.ts';
import { joinRows } from './rows.ts';
import { runStages, type Watching } from './turns.ts';
import { NonFiniteLoss, type Update } from './update.ts';

/** Noise of views is keyed by draws that training never makes. */
const LOOK_DRAW = -1;

/**
 * A compiled document on a backend: its programs, its variables and how far it is. Single calls only; who calls when
 * is the business of the training loop.
 */
export class Session {
  readonly #target: Target;
  readonly #backend: string;
  readonly #feeder: Feeder;
  #runner: Runner;
  #prepared: Prepared;
  #counters: Counters = { step: 0, draw: 0, updates: {} };
  /** What is under way: steps, looks, samples and changes of the program never overlap. */
  #busy: Promise<unknown> = Promise.resolve();

  private constructor(prepared: Prepared, target: Target, backend: string, feeder: Feeder, runner: Runner) {
    this.#prepared = prepared;
    this.#target = target;
    this.#backend = backend;
    this.#feeder = feeder;
    this.#runner = runner;
  }

  /**
   * Compiles a document and makes it ready, with new weights.
   * @param backend fingerprint of the backend
   * @throws a sentence with every problem of the document that keeps it from running
   */
  static async open(document: GraphDocument, target: Target, backend: string): Promise<Session> {
    const compiled = compile(document, { lookBatch: LOOK_BATCH });
    const errors = compiled.problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      throw new Error(
        `'${document.name}' cannot run yet:\n${errors.map(({ place, text }) => `  ${formatPlace(place)}: ${text.en}`).join('\n')}`,
      );
    for (const { source } of compiled.data) await prepareDataset(source);
    const feeder = new Feeder(document, compiled.data);
    const prepared = prepare(compiled, feeder);
    const runner = await openRunner(target, prepared, feeder);
    const session = new Session(prepared, target, backend, feeder, runner);
    await session.initialize();
    return session;
  }

  get compiled(): Compiled {
    return this.#prepared.compiled;
  }

  get document(): GraphDocument {
    return this.compiled.document;
  }

  get counters(): Counters {
    return this.#counters;
  }

  /** Steps of all phases together. */
  get steps(): number {
    return this.compiled.phases.reduce((sum, { steps }) => sum + steps, 0);
  }

  /** Held-out examples that views and metrics can look at. */
  get heldOutExamples(): number {
    return this.#feeder.heldOutExamples;
  }

  get finished(): boolean {
    return this.#counters.step >= this.steps;
  }

  /** The phase that the next step belongs to; the last one when all is done. */
  get phase(): Phase {
    let end = 0;
    return (
      this.compiled.phases.find(({ steps }) => this.#counters.step < (end += steps)) ??
      this.compiled.phases.at(-1)!
    );
  }

  /** How many steps of its phase are done. */
  get stepOfPhase(): number {
    const { phases } = this.compiled;
    const earlier = phases.slice(0, phases.indexOf(this.phase)).reduce((sum, { steps }) => sum + steps, 0);
    return this.#counters.step - earlier;
  }

  /** Program, backend, library, threads: equal fingerprints give equal numbers. */
  get fingerprint(): string {
    const programs = [...this.compiled.entries.values()].filter(({ name }) => name.startsWith('optimize/'));
    return `${(hash32(JSON.stringify(programs.map(({ program }) => program))) >>> 0).toString(16)} ${this.#backend}`;
  }

  /** Fills all variables anew from the seed and begins at step 0. */
  async initialize(): Promise<void> {
    const { program } = this.compiled.entries.get('initialize')!;
    this.#counters = { step: 0, draw: 0, updates: {} };
    await this.#runner.run('initialize', this.#feeder.feeds(program, this.#fixedDraw(0)));
  }

  /**
   * One training step: each optimizer of the phase in order, with its own draw or that of the one before it.
   * @throws NonFiniteLoss; the counters then still stand before the step
   */
  step(): Promise<readonly Update[]> {
    return this.#alone(() => this.#step());
  }

  async #step(): Promise<readonly Update[]> {
    const before = this.#counters;
    const { phase, stepOfPhase } = this;
    let { draw } = before;
    const updates: Record<string, number> = { ...before.updates };
    const told: Update[] = [];
    for (const optimizer of phase.optimizers) {
      if (stepOfPhase % optimizer.every !== 0) continue;
      for (let turn = 0; turn < optimizer.repeat; turn++) {
        if (optimizer.draw === 'new' || draw === before.draw) draw++;
        const update = await this.#update(optimizer, draw - 1, updates);
        if (!Number.isFinite(update.numbers.loss))
          throw new NonFiniteLoss(optimizer.node, before, update.numbers.loss!);
        updates[optimizer.node] = (updates[optimizer.node] ?? 0) + 1;
        told.push(update);
      }
    }
    this.#counters = { step: before.step + 1, draw, updates };
    return told;
  }

  async #update(
    optimizer: PlannedOptimizer,
    draw: number,
    updates: Readonly<Record<string, number>>,
  ): Promise<Update> {
    const program = this.#prepared.programs[optimizer.entry]!;
    const feeds = this.#feeder.feeds(program, this.#trainingDraw(draw, updates));
    const outputs = await this.#runner.run(optimizer.entry, feeds);
    const numbers: Record<string, number> = {};
    const probes: Record<string, Values> = {};
    for (const [name, values] of Object.entries(outputs))
      if (name.startsWith('probe/')) probes[name.slice('probe/'.length)] = values;
      else numbers[name] = values.data[0]!;
    return { optimizer: optimizer.node, draw, numbers, probes };
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
    return this.#feeder.feeds(this.compiled.entries.get(entry)![form], this.#trainingDraw(draw, updates));
  }

  #trainingDraw(draw: number, updates: Readonly<Record<string, number>>): Draw {
    return { seed: this.document.seed, draw, examples: { split: 'training' }, updates };
  }

  /** What a view or a metric sees now, with its fixed draw of held-out examples. */
  look(look: Look, watching: Watching = {}): Promise<Finding> {
    return this.#alone(() => this.#look(look, watching));
  }

  async #look(look: Look, watching: Watching): Promise<Finding> {
    const { batch } = this.compiled.entries.get(look.entry)!;
    const examples = Math.min(look.examples, this.#feeder.heldOutExamples);
    const rounds: Record<string, Values>[] = [];
    let draw = LOOK_DRAW;
    for (let round = 0; round < (look.definition.rounds?.(look.dials) ?? 1); round++) {
      const parts: Record<string, Values>[] = [];
      for (let from = 0; from < examples; from += batch!)
        parts.push(await this.#compute(look.entry, this.#fixedDraw(from, draw--), watching));
      rounds.push(joinRows(parts, batch!, examples));
    }
    const found = rounds.length === 1 ? rounds[0]! : joinRows(rounds, examples, rounds.length * examples);
    return look.definition.finish(found, look.dials);
  }

  /**
   * Computes an output of the board.
   * @param count how many examples
   * @param inputs values of the board's inputs for one batch, by name
   * @param watching who is told of each turn of a sampler, and may stop it
   * @throws Stopped where that happened
   */
  sample(
    output: string,
    count: number,
    seed: number,
    inputs: Readonly<Record<string, Elements>> = {},
    watching: Watching = {},
  ): Promise<Values> {
    return this.#alone(() => this.#sample(output, count, seed, inputs, watching));
  }

  async #sample(
    output: string,
    count: number,
    seed: number,
    inputs: Readonly<Record<string, Elements>>,
    watching: Watching,
  ): Promise<Values> {
    const name = this.compiled.outputs.get(output);
    if (name === undefined)
      throw new Error(
        `'${this.document.name}' has no output '${output}'; it has ${[...this.compiled.outputs.keys()].join(', ') || 'none'}. Choose one of them.`,
      );
    const { batch } = this.compiled.entries.get(name)!;
    const parts: Record<string, Values>[] = [];
    for (let from = 0, part = 0; from < count; from += batch!, part++)
      parts.push(await this.#compute(name, { ...this.#fixedDraw(from, part), seed, inputs }, watching));
    return joinRows(parts, batch!, count)[output]!;
  }

  /** Runs an entry that is not training, its loops one call a turn. */
  #compute(entry: string, draw: Draw, watching: Watching): Promise<Record<string, Values>> {
    return this.#inStages(this.#runner, entry, this.#prepared.stages.get(entry)!, draw, watching);
  }

  #inStages(runner: Runner, entry: string, stages: readonly Stage[], draw: Draw, watching: Watching = {}) {
    return runStages(
      runner,
      stages,
      (stage) => stageName(entry, stage),
      (program, handed) => this.#feeder.feeds(program, { ...draw, handed }),
      watching,
    );
  }

  #fixedDraw(from: number, draw = 0): Draw {
    return {
      seed: this.document.seed,
      draw,
      examples: { split: 'held-out', from },
      updates: this.#counters.updates,
    };
  }

  /** Turns a live dial from the next step on. */
  setDial(node: string, dial: string, value: number): void {
    this.#feeder.setDial(node, dial, value);
  }

  /** Watches these wires from the next step on; the program is compiled anew and the variables are carried over. */
  pin(pins: readonly Pin[]): Promise<void> {
    return this.#alone(() => this.#pin(pins));
  }

  async #pin(pins: readonly Pin[]): Promise<void> {
    const compiled = compile(this.document, { lookBatch: LOOK_BATCH, pins });
    const prepared = prepare(compiled, this.#feeder);
    const variables = await this.read();
    const runner = await openRunner(this.#target, prepared, this.#feeder);
    await runner.write(variables);
    this.#runner.dispose();
    this.#runner = runner;
    this.#prepared = prepared;
  }

  /**
   * What any wire of the board carries now, for the fixed draw of the views: its values for one batch, and
   * `statistics` as a pinned wire has them. A program of its own, run once; training is not touched.
   */
  peek(pin: Pin): Promise<Record<string, Values>> {
    return this.#alone(async () => {
      const averages = new Set(
        [...this.compiled.variables.values()]
          .filter(({ role }) => role === 'average')
          .map(({ name }) => name),
      );
      const { program } = peekAt(this.document, pin, this.document.batch, averages);
      const stages = stagesOf(program);
      const runner = await this.#target.open(
        Object.fromEntries(stages.map((stage, i) => [stageName('peek', i), stage.program])),
      );
      try {
        await runner.write(await this.#runner.read([...runner.variables.keys()]));
        return await this.#inStages(runner, 'peek', stages, this.#fixedDraw(0, LOOK_DRAW));
      } finally {
        runner.dispose();
      }
    });
  }

  /** Everything needed to go on from here. */
  async checkpoint(seconds: number): Promise<Checkpoint> {
    return {
      counters: this.#counters,
      fingerprint: this.fingerprint,
      seconds,
      variables: await this.read(),
    };
  }

  /** Goes back (or on) to a checkpoint; every variable must be there. */
  async restore({ counters, variables }: Checkpoint): Promise<void> {
    const missing = [...this.compiled.variables.keys()].filter((name) => !variables.has(name));
    if (missing.length > 0)
      throw new Error(
        `The checkpoint lacks ${missing.length} of ${this.compiled.variables.size} tensors, the first is ${missing[0]}: it belongs to another model.`,
      );
    await this.#runner.write(new Map([...variables].filter(([name]) => this.compiled.variables.has(name))));
    this.#counters = counters;
  }

  /**
   * Takes over what fits by name and shape from trained weights.
   * @returns the names that were carried over and those that start anew
   */
  async adopt(variables: ReadonlyMap<string, Values>): Promise<{ carried: string[]; anew: string[] }> {
    // Shipped weights hold each weight once, averaged where it has an average: both start from it.
    const offered = ({ name, start }: Variable) =>
      variables.get(name) ?? (start.kind === 'copy' ? variables.get(start.of) : undefined);
    const fits = [...this.compiled.variables.values()].filter(
      (variable) => JSON.stringify(offered(variable)?.shape) === JSON.stringify(variable.type.shape),
    );
    await this.#runner.write(new Map(fits.map((variable) => [variable.name, offered(variable)!])));
    const carried = fits.map(({ name }) => name);
    return { carried, anew: [...this.compiled.variables.keys()].filter((name) => !carried.includes(name)) };
  }

  /** Copies of variables, all of them unless named. */
  read(names?: readonly string[]): Promise<Map<string, Values>> {
    return this.#runner.read(names ?? [...this.compiled.variables.keys()]);
  }

  /** Runs `work` when what is under way is done. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#busy.then(work);
    this.#busy = next.catch(() => undefined);
    return next;
  }

  /** Tensors that the backend holds now. */
  tensorCount(): number {
    return this.#runner.tensorCount();
  }

  dispose(): void {
    this.#runner.dispose();
  }
}

/** Examples that views, metrics and outputs compute at once. */
const LOOK_BATCH = 100;
