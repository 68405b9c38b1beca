import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { TensorType } from '../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { arrayOf, checkFeeds } from '../feeds.ts';
import type { Elements, Runner, Values } from '../target.ts';
import { checkVariable } from '../variables.ts';
import type { Binding } from './binding.ts';
import { encodeSavedModel } from './encode.ts';
import { FeedMemory, passing, type Handing } from './feed-memory.ts';
import { printPrograms, type Door, type PrintedPrograms } from './printer.ts';
import { explainError } from './run-error.ts';

/** A program with everything prepared that a call needs. */
interface Entry {
  readonly program: Program;
  readonly inputs: readonly Door[];
  /** Where each input is put. */
  readonly memory: readonly FeedMemory[];
  /** Names for TensorFlow, joined by commas. */
  readonly feeds: string;
  readonly fetches: string;
  readonly outputs: readonly Door[];
  readonly reads: readonly string[];
  readonly updates: readonly string[];
}

/**
 * Runs programs as entry points of one TensorFlow graph that lives in a session of its own, with its variables.
 *
 * It speaks to the native binding itself: the ways of TensorFlow.js cost more than a small step does.
 */
export class TensorflowRunner implements Runner {
  readonly variables: ReadonlyMap<string, TensorType>;
  readonly #binding: Binding['backend']['binding'];
  /** Shared by all programs, as they run one after another. */
  readonly #memory = new Map<string, FeedMemory>();
  readonly #printed: PrintedPrograms;
  readonly #entries: ReadonlyMap<string, Entry>;
  /** Variables that have a value. */
  readonly #set = new Set<string>();
  #session: number | null;

  constructor({ backend, messages }: Binding, programs: Readonly<Record<string, Program>>) {
    const { binding } = backend;
    this.#binding = binding;
    this.#printed = printPrograms(programs);
    const { entries, variables } = this.#printed;
    this.variables = new Map([...variables].map(([name, { type }]) => [name, type]));
    this.#session = this.#load(encodeSavedModel(messages, this.#printed.nodes));
    this.#entries = new Map(
      [...entries].map(([name, { feeds, fetches, outputs, reads, updates }]) => [
        name,
        {
          program: programs[name]!,
          inputs: feeds,
          memory: this.#memoryFor(feeds),
          feeds: joined(feeds.map(({ node }) => node)),
          fetches: joined(fetches),
          outputs,
          reads,
          updates,
        },
      ]),
    );
  }

  /**
   * @throws a sentence where a feed or variable is missing or does not fit; a `RunError` where TensorFlow fails. That is a fault of
   * the graph and no way to ask something: tfjs-node keeps the feeds of such a call for ever, so the process should start anew.
   */
  async run(name: string, feeds: Readonly<Record<string, Elements>>): Promise<Record<string, Values>> {
    const entry = this.#entry(name);
    this.#mustBeSet(entry.reads, name);
    const { inputs, memory } = entry;
    inputs.forEach(({ name: feed, type }, i) => {
      const [given, { elements }] = [feeds[feed], memory[i]!];
      // The sentence is made by who knows all of them; here is only the quick look.
      if (!(given instanceof arrayOf[type.dtype]) || given.length !== elements.length)
        checkFeeds(name, entry.program, feeds);
      elements.set(given as Elements as never);
    });
    const outputs: Record<string, Values> = {};
    this.#call(memory, entry.feeds, entry.fetches, (id, i) => {
      const door = entry.outputs[i];
      if (door) outputs[door.name] = valuesOf(door.type, this.#binding.tensorDataSync(id));
    });
    for (const variable of entry.updates) this.#set.add(variable);
    return outputs;
  }

  async read(names: readonly string[] = [...this.#set]): Promise<Map<string, Values>> {
    const sorted = names.toSorted();
    const printed = sorted.map((name) => this.#variable(name));
    this.#mustBeSet(names);
    const values = new Map<string, Values>();
    if (names.length > 0)
      this.#call([], '', joined(printed.map(({ value }) => value)), (id, i) => {
        values.set(sorted[i]!, valuesOf(printed[i]!.type, this.#binding.tensorDataSync(id)));
      });
    return new Map(names.map((name) => [name, values.get(name)!]));
  }

  async write(values: ReadonlyMap<string, Values>): Promise<void> {
    if (values.size === 0) return;
    const names = [...values.keys()].sort();
    const checked = names.map((name) => checkVariable(this.variables, name, values.get(name)!));
    const printed = names.map((name) => this.#variable(name));
    const feeds = joined(printed.map(({ feed }) => feed));
    const fetches = joined(printed.map(({ written }) => written));
    const inputs = checked.map((value) => passing(this.#binding, value));
    this.#call(inputs, feeds, fetches, () => {});
    for (const name of names) this.#set.add(name);
  }

  tensorCount(): number {
    return this.#binding.getNumOfTensors();
  }

  dispose(): void {
    if (this.#session === null) return;
    this.#binding.deleteSavedModel(this.#session);
    for (const memory of this.#memory.values()) memory.dispose();
    this.#session = null;
  }

  /** Hands tensors in, runs, shows what comes out, and frees everything that was made on the way. */
  #call(
    inputs: readonly Handing[],
    feeds: string,
    fetches: string,
    take: (id: number, i: number) => void,
  ): void {
    if (this.#session === null)
      throw new Error('This runner was disposed; its programs cannot run any more.');
    const fed: number[] = [];
    try {
      for (const input of inputs) fed.push(input.hand());
      const fetched = this.#run(this.#session, fed, feeds, fetches);
      try {
        fetched.forEach(({ id }, i) => take(id, i));
      } finally {
        for (const { id } of fetched) this.#binding.deleteTensor(id);
      }
    } finally {
      fed.forEach((id, i) => inputs[i]!.release(id));
    }
  }

  /** A place for each feed of a program, the same as for feeds of other programs where they are alike. */
  #memoryFor(feeds: readonly Door[]): readonly FeedMemory[] {
    const taken = new Map<string, number>();
    return feeds.map(({ type: { shape, dtype } }) => {
      const like = `${dtype} ${JSON.stringify(shape)}`;
      const count = taken.get(like) ?? 0;
      taken.set(like, count + 1);
      const key = `${like} ${count}`;
      const memory =
        this.#memory.get(key) ?? new FeedMemory(this.#binding, shape as readonly number[], dtype);
      this.#memory.set(key, memory);
      return memory;
    });
  }

  #run(session: number, fed: number[], feeds: string, fetches: string) {
    try {
      return this.#binding.runSavedModel(session, fed, feeds, fetches);
    } catch (error) {
      throw explainError(error, 'run', this.#printed.places);
    }
  }

  #load(bytes: Uint8Array): number {
    const folder = mkdtempSync(path.join(tmpdir(), 'genloom-graph-'));
    try {
      writeFileSync(path.join(folder, 'saved_model.pb'), bytes);
      return this.#binding.loadSavedModel(folder, 'serve');
    } catch (error) {
      throw explainError(error, 'load', this.#printed.places);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry) return entry;
    throw new Error(
      `There is no program '${name}'; there are ${[...this.#entries.keys()].join(', ') || 'none'}.`,
    );
  }

  #variable(name: string) {
    const variable = this.#printed.variables.get(name);
    if (variable) return variable;
    throw new Error(
      `There is no variable '${name}' in these programs; they have ${[...this.variables.keys()].join(', ') || 'none'}.`,
    );
  }

  #mustBeSet(names: readonly string[], entry?: string): void {
    if (this.#set.size === this.variables.size) return;
    const missing = names.find((name) => !this.#set.has(name));
    if (missing === undefined) return;
    const user = entry === undefined ? '' : ` The program '${entry}' reads it.`;
    throw new Error(`The variable '${missing}' has no value yet.${user} Write one first.`);
  }
}

const joined = (nodes: readonly string[]): string => nodes.map((node) => `${node}:0`).join(',');

const valuesOf = ({ shape, dtype }: TensorType, data: Elements): Values => ({
  shape: shape as readonly number[],
  dtype,
  data,
});
