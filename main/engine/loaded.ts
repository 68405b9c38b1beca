import type { Compiled } from '../../nodes/graph/compiled.ts';
import { titleOnBoard } from '../../nodes/graph/node-title.ts';
import { peekAt, type Pin } from '../../nodes/graph/probe.ts';
import { stagesOf, type Stage } from '../../nodes/program/stages.ts';
import type { Runner, Target, Values } from '../targets/target.ts';
import type { Draw, Feeder } from './feeds.ts';
import { openRunner, prepare, stageName, type Prepared } from './prepared.ts';
import { joinRows } from './rows.ts';
import { runStages, type Follower } from './turns.ts';

/** A compiled document on a backend: its programs, its variables, and what feeds them. */
export class Loaded {
  readonly runner: Runner;
  readonly #prepared: Prepared;
  readonly #target: Target;
  readonly #feeder: Feeder;

  private constructor(prepared: Prepared, target: Target, feeder: Feeder, runner: Runner) {
    this.#prepared = prepared;
    this.#target = target;
    this.#feeder = feeder;
    this.runner = runner;
  }

  static async open(compiled: Compiled, target: Target, feeder: Feeder): Promise<Loaded> {
    const prepared = prepare(compiled, feeder);
    return new Loaded(prepared, target, feeder, await openRunner(target, prepared, feeder));
  }

  get compiled(): Compiled {
    return this.#prepared.compiled;
  }

  /** Runs a program as a whole. */
  run(entry: string, draw: Draw): Promise<Record<string, Values>> {
    const known = { ...draw, entry: this.compiled.entries.get(entry) };
    return this.runner.run(entry, this.#feeder.feeds(this.#prepared.programs[entry]!, known));
  }

  /** Runs what is not training as often as it takes for so many examples. Others are let in between: pausing need not wait for all of it. */
  async inBatches(
    entry: string,
    count: number,
    drawOf: (from: number, part: number) => Draw,
    follower: Follower,
  ): Promise<Record<string, Values>> {
    const compiled = this.compiled.entries.get(entry)!;
    const { batch } = compiled;
    const stages = this.#prepared.stages.get(entry)!;
    const parts: Record<string, Values>[] = [];
    let yielded = performance.now();
    for (let from = 0; from < count; from += batch!) {
      if (performance.now() - yielded > LONGEST) {
        await new Promise((resolve) => setImmediate(resolve));
        yielded = performance.now();
      }
      const draw = { ...drawOf(from, parts.length), entry: compiled };
      parts.push(await this.#inStages(this.runner, entry, stages, draw, follower));
    }
    return joinRows(parts, batch!, count);
  }

  /** Its loops one call a turn. */
  #inStages(runner: Runner, entry: string, stages: readonly Stage[], draw: Draw, follower: Follower = {}) {
    return runStages(
      runner,
      stages,
      (stage) => stageName(entry, stage),
      (program, handed) => this.#feeder.feeds(program, { ...draw, handed }),
      follower,
      (node) => titleOnBoard(this.compiled.document, node),
    );
  }

  /** What a wire carries now: a program of its own, run once with copies of the variables. */
  async peek(pin: Pin, draw: Draw): Promise<Record<string, Values>> {
    const { document, variables } = this.compiled;
    const averages = new Set(
      [...variables.values()].filter(({ role }) => role === 'average').map(({ name }) => name),
    );
    const entry = peekAt(document, pin, document.batch, averages, this.#feeder.vocabularies);
    const stages = stagesOf(entry.program);
    const runner = await this.#target.open(
      Object.fromEntries(stages.map((stage, i) => [stageName('peek', i), stage.program])),
    );
    try {
      await runner.write(await this.runner.read([...runner.variables.keys()]));
      return await this.#inStages(runner, 'peek', stages, { ...draw, entry });
    } finally {
      runner.dispose();
    }
  }

  dispose(): void {
    this.runner.dispose();
  }
}

/** Milliseconds of work after which messages are let in. */
const LONGEST = 50;
